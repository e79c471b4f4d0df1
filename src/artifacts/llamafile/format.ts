import type { Sample } from '../../model/entry.ts'
import type { Format } from '../../model/format.ts'
import { malformed } from '../../model/read-error.ts'
import type { LlamafileFacts } from './facts.ts'
import { program as programRule } from './rules/program.ts'

const TAIL = 66 * 1024

/** A program with weights in a zip at its end. The zip is read as one; this says what the whole is. */
export const llamafile: Format<LlamafileFacts> = {
  id: 'llamafile',
  title: 'llamafile',
  extensions: ['.llamafile', '.exe'],
  onLoad: 'code',
  rules: [programRule],
  claims: (sample) => (factsOf(sample) === undefined ? 'no' : 'yes'),
  *read({ bytes }) {
    const facts = factsOf({ head: bytes.read(0, 64), tail: bytes.read(Math.max(0, bytes.size - TAIL), TAIL) })
    if (facts === undefined) throw malformed('no program that carries weights')
    yield { kind: 'facts', facts }
  },
}

function factsOf({ head, tail }: Pick<Sample, 'head' | 'tail'>): LlamafileFacts | undefined {
  const begin = head.toString('latin1', 0, 8)
  const program = /^(?:MZqFpD='|jartsr='|APEDBG=')/.test(begin)
    ? 'ape'
    : begin.startsWith('\x7fELF')
      ? 'elf'
      : undefined
  if (program === undefined || !tail.includes('PK\x05\x06', 0, 'latin1')) return undefined
  const text = tail.toString('latin1')
  // Central directory records: the name follows 46 bytes of numbers.
  // oxlint-disable-next-line no-control-regex
  const carries = [...text.matchAll(/PK\x01\x02[\s\S]{42}([\x20-\x7e]{1,256}?(?:\.gguf|\.args))/g)].map(
    (m) => m[1]!,
  )
  return carries.some((name) => name.endsWith('.gguf')) || (program === 'ape' && carries.length > 0)
    ? { program, carries: carries.slice(0, 20) }
    : undefined
}
