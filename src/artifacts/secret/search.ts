import { MiB, KiB } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { sha256 } from '../../model/identity.ts'
import type { SecretFact } from './facts.ts'
import { IN_CONTEXT, TOKENS, type Pattern } from './patterns.ts'
import { looksRandom } from './randomness.ts'

const PATTERNS = [...TOKENS, ...IN_CONTEXT]

/** One expression for all, so that text is gone through once. */
const ALL = new RegExp(PATTERNS.map(({ source }, i) => `(?<p${i}>${source})`).join('|'), 'g')

const WINDOW = 1 * MiB
/** What a match and the text behind it may need. */
const OVERLAP = 8 * KiB
const MAX_SECRETS = 200

/** Secrets of a text, window by window, in the order in which they stand. */
export function* searchSecrets(bytes: Bytes, checkpoint: () => void): Generator<SecretFact> {
  const window = Buffer.allocUnsafe(WINDOW)
  const told = new Set<string>()
  let line = 1
  for (let start = 0; start < bytes.size; start += WINDOW - OVERLAP) {
    checkpoint()
    const text = window.toString('latin1', 0, bytes.readInto(start, window))
    let counted = 0
    for (const found of text.matchAll(ALL)) {
      line += newlines(text, counted, found.index)
      counted = found.index
      // The next window sees it whole.
      if (found.index >= WINDOW - OVERLAP) break
      const fact = judge(found, text, line)
      if (fact === undefined || told.has(fact.digest)) continue
      told.add(fact.digest)
      yield fact
      if (told.size >= MAX_SECRETS) return
    }
    line += newlines(text, counted, Math.max(counted, Math.min(text.length, WINDOW - OVERLAP)))
  }
}

function newlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

function judge(found: RegExpMatchArray, text: string, line: number): SecretFact | undefined {
  const pattern = patternOf(found)
  const whole = found[0]
  const value = pattern?.secret ? pattern.secret.exec(whole)?.[0] : whole
  if (pattern === undefined || value === undefined) return undefined
  const after = text.slice(found.index! + whole.length, found.index! + whole.length + 4096)
  const strength = pattern.check
    ? pattern.check(value, after)
    : looksRandom(bare(value, pattern))
      ? 'live'
      : undefined
  if (strength === undefined) return undefined
  const key = pattern.kind === 'private-key' ? value + after.slice(0, 200) : value
  const { kind, title } = pattern
  return { kind, title, line, strength, shown: redact(value, pattern), digest: sha256(key).slice(7, 23) }
}

function patternOf(found: RegExpMatchArray): Pattern | undefined {
  for (const [name, value] of Object.entries(found.groups ?? {}))
    if (value !== undefined) return PATTERNS[Number(name.slice(1))]
  return undefined
}

function bare(value: string, { prefix }: Pattern): string {
  return prefix ? value.replace(prefix, '') : value
}

function redact(value: string, { prefix }: Pattern): string {
  const shown = prefix?.exec(value)?.[0] ?? ''
  return shown.startsWith('-----') ? shown : `${shown}… (${value.length} characters)`
}
