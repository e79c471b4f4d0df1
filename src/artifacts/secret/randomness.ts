/** Words and runs that people write where a credential will stand. */
const PLACEHOLDER =
  /example|placeholder|your[_-]?|dummy|fake|sample|redacted|changeme|change[_-]me|insert|replace|todo|secret[_-]?here|my[_-]?(?:key|token|secret|api)|x{4,}|\*{3,}|\.{3,}|0{6,}|1{6,}|123456|abcdef|qwerty|foobar|(.)\1{5,}|[<>{}$]|test[_-]?(?:key|token)/i

function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value)
}

/** Shannon entropy in bits a character. */
function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const c of value) counts.set(c, (counts.get(c) ?? 0) + 1)
  let bits = 0
  for (const n of counts.values()) bits -= (n / value.length) * Math.log2(n / value.length)
  return bits
}

/** Random keys of twenty characters and more lie well above; words and patterns below. */
const RANDOM = 3.2

export function looksRandom(value: string): boolean {
  return !isPlaceholder(value) && entropy(value) >= RANDOM
}
