import type { Listing } from '../../integrity/listing.ts'
import type { Word } from './word.ts'

/** Words on files of the tree as listings under the very paths of the files. */
export function wordListings(words: readonly Word[]): Listing[] {
  const groups = new Map<string, Word[]>()
  for (const word of words) {
    const { kind, source, origin, cameWithBytes } = word
    const key = JSON.stringify([kind, source, origin?.host, origin?.namespace, origin?.known, cameWithBytes])
    const group = groups.get(key)
    if (group) group.push(word)
    else groups.set(key, [word])
  }
  return [...groups.values()].map((group) => {
    const { kind, source, origin, cameWithBytes } = group[0]!
    return {
      kind,
      source,
      digests: group.map(({ path, algorithm, hex }) => ({ name: path, algorithm, hex })),
      ...(origin && { origin }),
      cameWithBytes,
      gaps: [],
    }
  })
}
