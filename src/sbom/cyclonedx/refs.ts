import { shownText } from '../plain-text.ts'

/** Hands out references that are unique in one document. */
export interface Refs {
  take(wanted: string): string
}

export function createRefs(): Refs {
  const taken = new Set<string>()
  return {
    take(wanted) {
      const base = plainRef(wanted)
      let ref = base
      for (let n = 2; taken.has(ref); n++) ref = `${base}~${n}`
      taken.add(ref)
      return ref
    },
  }
}

/** References that start like a link to another document would be taken for one. */
function plainRef(text: string): string {
  const shown = shownText(text)
  return shown === '' || /^urn:cdx:/i.test(shown) ? `ref:${shown}` : shown
}
