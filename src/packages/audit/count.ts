/** `1 package`, `500 packages`. Separators between thousands would load a library of locales. */
export function count(n: number, noun: string): string {
  return `${n} ${n === 1 ? noun : noun.endsWith('ry') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`
}
