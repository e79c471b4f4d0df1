/** Names as they look or sound when what people overlook is taken away. Of normal names: lower case, hyphens. */

/** Without separators: `scikit-learn` and `scikitlearn` are told apart by nobody. */
export function squashed(name: string): string {
  return name.replaceAll('-', '')
}

const PAIRS: ReadonlyMap<string, string> = new Map([
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
])
const SINGLES: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['5', 's'],
  ['3', 'e'],
  ['4', 'a'],
  ['8', 'b'],
])

/** Equal for names that look alike: `nurnpy` and `numpy`. */
export function skeleton(name: string): string {
  return squashed(name).replaceAll(
    /rn|vv|cl|[01i5348]/g,
    (seen) => PAIRS.get(seen) ?? SINGLES.get(seen) ?? seen,
  )
}

/** Its words in another order are the same words. */
export function sortedTokens(name: string): string {
  return name.split('-').toSorted().join('-')
}

/** Which letters occur, a bit each: two names at distance n differ in at most 2n bits. */
export function letterMask(text: string): number {
  let mask = 0
  for (let i = 0; i < text.length; i++) mask |= 1 << (text.charCodeAt(i) % 32)
  return mask
}

export function bitCount(mask: number): number {
  let v = mask - ((mask >>> 1) & 0x55555555)
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** Without the endings that make another word of the same: `keras-preprocess` and `keras-preprocessing`. */
export function stemmed(name: string): string {
  return name.replaceAll(/(?<=[a-z]{3})(?:ings?|ers?|(?<!s)s)(?=-|$)/g, '')
}

const FOREIGN = 'абвгеіјкмнорсѕтухһԁԛԝαβγεικνορτυχωոսքցօ'
const LATIN = 'a6breijkmhopcstyxhdqwabyeikvoptuxwnuqgo'
const latin: ReadonlyMap<string, string> = new Map(Array.from(FOREIGN, (letter, i) => [letter, LATIN[i]!]))

/** Letters of other scripts and widths as the Latin ones that they look like; accents are taken off. */
export function latinLook(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return Array.from(plain, (letter) => latin.get(letter) ?? letter).join('')
}
