import { listIn, textIn, valueIn, type JsonRecord } from './json-value.ts'

const MALICIOUS_ID = /^MAL-/
/** Embedded malicious code and its kinds: Trojan horse, backdoor, logic bomb, spyware. */
const MALICIOUS_WEAKNESS: ReadonlySet<string> = new Set([
  'CWE-506',
  'CWE-507',
  'CWE-509',
  'CWE-511',
  'CWE-512',
])
/**
 * How databases that have no identifier of their own for it say that the package is the attack.
 * A flaw in a tool that handles malware must not read like that.
 */
const SAYS_SO =
  /^malicious (?:code|package|version|release)\b|\b(?:contain(?:s|ed|ing)?|includ(?:es|ed|ing)) (?:[\w-]+ ){0,4}(?:malware|malicious code|backdoor)\b|\bnew malicious release\b/i
const LOOKED_AT = 400

/** Whether the record is about a package that does harm, and not about one that has a flaw. */
export function isMalicious(id: string, aliases: readonly string[], record: JsonRecord): boolean {
  if (MALICIOUS_ID.test(id) || aliases.some((alias) => MALICIOUS_ID.test(alias))) return true
  const specific = valueIn(record, 'database_specific')
  if (valueIn(specific, 'malicious-packages-origins') !== undefined) return true
  if (
    listIn(specific, 'cwe_ids').some(
      (weakness) => typeof weakness === 'string' && MALICIOUS_WEAKNESS.has(weakness),
    )
  )
    return true
  const said = textIn(record, 'summary')?.trim() || (textIn(record, 'details') ?? '')
  return SAYS_SO.test(said.slice(0, LOOKED_AT))
}
