/**
 * Remembers which names were seen, in 8 to 16 bytes a name: hostile headers declare millions. Names are kept
 * as 53-bit hashes, so that two different names are taken for one about once in 10^10 headers of a thousand.
 */
export interface NameSet {
  /** Returns false when the name was there before. */
  add(name: string): boolean
}

const EMPTY = 0

export function createNameSet(): NameSet {
  let slots = new Float64Array(256)
  let used = 0

  function insert(hash: number): boolean {
    const mask = slots.length - 1
    for (let i = hash % slots.length; ; i = (i + 1) & mask) {
      if (slots[i] === hash) return false
      if (slots[i] !== EMPTY) continue
      slots[i] = hash
      return true
    }
  }

  return {
    add(name) {
      if (used * 2 >= slots.length) {
        const old = slots
        slots = new Float64Array(old.length * 2)
        for (const hash of old) if (hash !== EMPTY) insert(hash)
      }
      if (!insert(hashName(name))) return false
      used++
      return true
    },
  }
}

/** Two FNV-1a hashes with different starts, joined to a positive safe integer. */
function hashName(name: string): number {
  let low = 0x811c9dc5
  let high = 0x9747b28c
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b)
    high ^= high >>> 13
  }
  return ((high >>> 0) & 0x1f_ffff) * 2 ** 32 + (low >>> 0) + 1
}
