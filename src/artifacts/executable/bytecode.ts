import type { Sample } from '../../model/entry.ts'
import type { Detected } from './facts.ts'

export function detectWebAssembly({ head }: Sample): Detected | undefined {
  if (head.toString('latin1', 0, 4) !== '\0asm' || head.length < 8) return undefined
  const version = head.readUInt32LE(4)
  if (version !== 1 && version !== 0x1000d) return undefined
  return { title: 'WebAssembly module', nature: 'bytecode' }
}

const FIRST_JAVA = 45
const LAST_JAVA = 120

export function detectJavaClass({ head }: Sample): Detected | undefined {
  if (head.length < 11 || head.readUInt32BE(0) !== 0xcafebabe) return undefined
  const major = head.readUInt16BE(6)
  const constants = head.readUInt16BE(8)
  const tag = head[10]!
  if (major < FIRST_JAVA || major > LAST_JAVA || constants < 2 || tag < 1 || tag > 20) return undefined
  return { title: 'Java class', nature: 'bytecode', detail: `version ${major}` }
}

/** An archive that a Java or Android launcher takes: its manifest comes first. */
export function detectJavaArchive({ head }: Sample): Detected | undefined {
  if (head.length < 40 || head.readUInt32LE(0) !== 0x04034b50) return undefined
  const first = head.toString('latin1', 30, 30 + Math.min(head.readUInt16LE(26), 64))
  if (first === 'META-INF/' || first === 'META-INF/MANIFEST.MF')
    return { title: 'Java archive', nature: 'bytecode' }
  if (first === 'AndroidManifest.xml') return { title: 'Android package', nature: 'bytecode' }
  return undefined
}

export function detectDex({ head }: Sample): Detected | undefined {
  return /^dex\n0\d\d\0/.test(head.toString('latin1', 0, 8))
    ? { title: 'Android bytecode', nature: 'bytecode' }
    : undefined
}

/** Magic numbers of CPython: 62xxx for Python 2, 3000 and up since. */
function isPythonMagic(magic: number): boolean {
  return (magic >= 62_000 && magic <= 62_300) || (magic >= 3000 && magic <= 3800)
}

/** The code object follows a header of 8, 12 or 16 bytes, by version. */
export function detectPythonBytecode({ head }: Sample): Detected | undefined {
  if (head.length < 17 || head[2] !== 0x0d || head[3] !== 0x0a || !isPythonMagic(head.readUInt16LE(0)))
    return undefined
  const code = [8, 12, 16].some((at) => (head[at]! & 0x7f) === 0x63)
  return code
    ? { title: 'Python bytecode', nature: 'bytecode', detail: `magic ${head.readUInt16LE(0)}` }
    : undefined
}
