import type { Format } from '../../model/format.ts'
import { malformed } from '../../model/read-error.ts'
import type { CodeFact, RdsFacts } from './facts.ts'
import { codeOnLoad } from './rules/code-on-load.ts'
import { functions } from './rules/functions.ts'
import { openSource } from './source.ts'
import { readAll } from './walk.ts'

interface Header {
  readonly container: RdsFacts['container']
  readonly encoding: RdsFacts['encoding']
  /** Behind the letter that names the encoding. */
  readonly start: number
}

export const rds: Format<RdsFacts> = {
  id: 'rds',
  title: 'R data',
  extensions: ['.rds', '.rdata', '.rda'],
  onLoad: 'code',
  rules: [codeOnLoad, functions],
  claims: ({ head }) => (headerOf(head) === undefined ? 'no' : 'yes'),
  *read({ bytes }, ctx) {
    const tick = (): void => ctx.checkpoint()
    const header = headerOf(bytes.read(0, 64))
    if (header === undefined) throw malformed('no serialisation of R')
    const { container, encoding, start } = header
    const code: CodeFact[] = []
    const source = openSource(bytes, start, encoding, tick)
    const version = source.int()
    source.int()
    source.int()
    if (version === 3) source.text(Math.max(0, source.int()))
    let broken: unknown
    try {
      readAll(source, code, tick)
    } catch (error) {
      broken = error
    }
    yield { kind: 'facts', facts: { container, encoding, version, code } }
    if (broken !== undefined) throw broken
  },
}

/** A letter for the encoding, then format version 2 or 3 and the versions of R that wrote and can read it. */
function headerOf(head: Buffer): Header | undefined {
  const begin = head.toString('latin1', 0, 64)
  const workspace = /^RD[XAB][23]\n/.test(begin)
  const at = workspace ? 5 : 0
  const container = workspace ? 'rdata' : 'rds'
  const letter = begin.slice(at, at + 2)
  const start = at + 2
  if (letter === 'A\n')
    return /^[23]\n\d{5,7}\n\d{5,7}\n/.test(begin.slice(start))
      ? { container, encoding: 'ascii', start }
      : undefined
  if ((letter !== 'X\n' && letter !== 'B\n') || head.length < start + 12) return undefined
  const word = (i: number): number =>
    letter === 'X\n' ? head.readUInt32BE(start + 4 * i) : head.readUInt32LE(start + 4 * i)
  const plausible = (word(0) === 2 || word(0) === 3) && isRelease(word(1)) && isRelease(word(2))
  return plausible ? { container, encoding: letter === 'X\n' ? 'xdr' : 'binary', start } : undefined
}

/** R 1.4 to 9.x as one number. */
function isRelease(value: number): boolean {
  return value >= 0x010400 && value < 0x0a0000
}
