/**
 * Applies a pack delta: sizes of base and result, then copies from the base and insertions.
 * Undefined when the delta does not fit the base or leads beyond the bound.
 */
export function applyDelta(base: Buffer, delta: Buffer, maxSize: number): Buffer | undefined {
  let at = 0
  const size = (): number => {
    let value = 0
    let scale = 1
    for (let byte = 0x80; byte & 0x80 && at < delta.length; scale *= 128) {
      byte = delta[at++]!
      value += (byte & 0x7f) * scale
    }
    return value
  }
  if (size() !== base.length) return undefined
  const length = size()
  if (length > maxSize) return undefined
  const result = Buffer.alloc(length)
  let filled = 0
  while (at < delta.length) {
    const command = delta[at++]!
    if (command === 0) return undefined
    if (command & 0x80) {
      let offset = 0
      let count = 0
      for (let i = 0; i < 4; i++) if (command & (1 << i)) offset += (delta[at++] ?? 0) * 2 ** (8 * i)
      for (let i = 0; i < 3; i++) if (command & (0x10 << i)) count += (delta[at++] ?? 0) * 2 ** (8 * i)
      if (count === 0) count = 0x10000
      if (offset + count > base.length || filled + count > length) return undefined
      base.copy(result, filled, offset, offset + count)
      filled += count
    } else {
      if (at + command > delta.length || filled + command > length) return undefined
      delta.copy(result, filled, at, at + command)
      at += command
      filled += command
    }
  }
  return filled === length ? result : undefined
}
