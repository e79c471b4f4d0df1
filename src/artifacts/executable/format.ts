import type { Sample } from '../../model/entry.ts'
import type { Format } from '../../model/format.ts'
import { malformed } from '../../model/read-error.ts'
import {
  detectDex,
  detectJavaArchive,
  detectJavaClass,
  detectPythonBytecode,
  detectWebAssembly,
} from './bytecode.ts'
import type { Detected, ExecutableFacts } from './facts.ts'
import { detectElf, detectMachO, detectPe, detectStub } from './native.ts'
import { detectPackage } from './package.ts'
import { disguised } from './rules/disguised.ts'
import { program } from './rules/program.ts'
import { script } from './rules/script.ts'
import { detectScript } from './script.ts'

/** Enough for every header that is looked at by position from the start. */
const HEAD = 4096

const DETECTORS: readonly ((sample: Sample) => Detected | undefined)[] = [
  detectElf,
  detectPe,
  detectMachO,
  detectWebAssembly,
  detectJavaClass,
  detectJavaArchive,
  detectDex,
  detectPythonBytecode,
  detectPackage,
  detectScript,
  detectStub,
]

/** Programs of any kind, told by the structure of their headers. Nothing in them is disassembled. */
export const executable: Format<ExecutableFacts> = {
  id: 'executable',
  title: 'program',
  extensions: [
    '.exe',
    '.dll',
    '.so',
    '.dylib',
    '.pyd',
    '.pyc',
    '.wasm',
    '.class',
    '.jar',
    '.msi',
    '.lnk',
    '.sh',
  ],
  onLoad: 'code',
  rules: [disguised, program, script],
  claims: (sample) => (detect(sample) === undefined ? 'no' : 'yes'),
  *read({ path, bytes }) {
    const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1).toLowerCase()
    const head = bytes.read(0, HEAD)
    const detected = detect({ path, name, size: bytes.size, head, text: undefined, tail: head, bytes })
    if (detected === undefined) throw malformed('no program')
    yield { kind: 'facts', facts: { ...detected, name } }
  },
}

function detect(sample: Sample): Detected | undefined {
  for (const detector of DETECTORS) {
    const found = detector(sample)
    if (found) return found
  }
  return undefined
}
