/** CPython gives up at 200; brackets in text do not close, so that the bound is generous. */
const MAX_BRACKETS = 5000

export function nestsTooDeep(text: string): boolean {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 40 || c === 91 || c === 123) depth++
    else if ((c === 41 || c === 93 || c === 125) && depth > 0) depth--
    if (depth > MAX_BRACKETS) return true
  }
  return false
}
