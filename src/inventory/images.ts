import { parsePurl, purl } from '../names/purl.ts'
import type { Draft } from './draft.ts'

/**
 * One image that goes by several tags is one image: no tag stands in its package URL then, or the only one that
 * anybody names. Drafts of one image get one id; the tags stay attributes.
 */
export function nameImages(drafts: readonly Draft[]): void {
  const tagged = drafts.flatMap((draft) => {
    const parts = draft.kind === 'container' && draft.purl !== undefined ? parsePurl(draft.purl) : undefined
    if (!parts) return []
    const { tag, ...qualifiers } = parts.qualifiers ?? {}
    return [{ draft, tag, parts, qualifiers, bare: purl({ ...parts, qualifiers }) }]
  })
  for (const [bare, group] of Map.groupBy(tagged, (t) => t.bare)) {
    const tags = new Set(
      group.flatMap(({ draft, tag }) => [
        ...(tag === undefined ? [] : [tag]),
        ...draft.attributes.filter((a) => a.name === 'tag').map((a) => a.value),
      ]),
    )
    const [only] = tags
    for (const { draft, parts, qualifiers } of group) {
      const name = tags.size === 1 ? purl({ ...parts, qualifiers: { ...qualifiers, tag: only! } }) : bare
      if (draft.id === draft.purl) draft.id = name
      draft.purl = name
    }
  }
}
