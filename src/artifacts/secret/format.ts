import type { Sample } from '../../model/entry.ts'
import type { Claim, Format, Observation } from '../../model/format.ts'
import type { SecretFacts } from './facts.ts'
import { credential } from './rules/credential.ts'
import { searchSecrets } from './search.ts'

/** Text in which a credential stands: configuration, code, notebooks, notes. Other text is not claimed. */
export const secret: Format<SecretFacts> = {
  id: 'secret',
  title: 'text with credentials',
  extensions: [],
  onLoad: 'data',
  searches: true,
  rules: [credential],
  claims,
  *read({ bytes }, ctx): Generator<Observation<SecretFacts>> {
    yield { kind: 'facts', facts: { secrets: [...searchSecrets(bytes, () => ctx.checkpoint())] } }
  },
}

/** Longer text is data: tokenizers and tables have no place for credentials, and reading them twice has a price. */
const MAX_TEXT = 64 * 1024 * 1024
const PROBE = 4096

function claims({ head, bytes, size }: Sample): Claim {
  if (size < 20 || size > MAX_TEXT || !isText(head.subarray(0, PROBE))) return 'no'
  for (const found of searchSecrets(bytes, () => undefined)) return found ? 'yes' : 'no'
  return 'no'
}

function isText(head: Buffer): boolean {
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 27) || byte === 127) return false
  return true
}
