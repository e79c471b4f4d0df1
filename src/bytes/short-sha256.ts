/**
 * SHA-256 of a few kilobytes, in hex. node:crypto takes more time to load than this takes for a page of text; for
 * anything longer, or where node:crypto is loaded anyway, use that.
 */
export function shortSha256(text: string): string {
  const data = new TextEncoder().encode(text)
  const padded = new Uint8Array(((data.length + 72) >> 6) << 6)
  padded.set(data)
  padded[data.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(data.length / 0x20000000))
  view.setUint32(padded.length - 4, (data.length << 3) >>> 0)
  const state = Int32Array.from(START)
  const words = new Int32Array(64)
  for (let at = 0; at < padded.length; at += 64) block(state, words, view, at)
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function block(state: Int32Array, w: Int32Array, view: DataView, at: number): void {
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i)
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!
    const y = w[i - 2]!
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    const majority = (b & d) ^ (b & a) ^ (a & d)
    b = a
    a = (t1 + s0 + majority) | 0
  }
  const sums = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) state[i] = (state[i]! + sums[i]!) | 0
}

type Eight = [number, number, number, number, number, number, number, number]

/** Fractional parts of the square roots of the first 8 primes, and of the cube roots of the first 64. */
const START: readonly number[] = fractions(8, 1 / 2)
const K: Int32Array = Int32Array.from(fractions(64, 1 / 3))

function fractions(count: number, power: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) {
    let prime = true
    for (let d = 2; d * d <= n && prime; d++) prime = n % d !== 0
    if (prime) found.push(fraction(n, power))
  }
  return found
}

function fraction(n: number, power: number): number {
  const root = n ** power
  return ((root - Math.floor(root)) * 0x100000000) | 0
}
