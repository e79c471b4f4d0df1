import { isObject, member, parseJson } from '../../bytes/json.ts'
import type { Collected } from './model.ts'

/** The `Manifest.json` of an mlpackage: which files it consists of. */
export function readManifest(text: string, facts: Collected, tick: () => void): void {
  const { root } = parseJson(text, tick)
  const items = member(root, 'itemInfoEntries')?.value
  if (!isObject(items)) return
  for (const { value } of items.members) {
    const path = member(value, 'path')?.value
    if (typeof path === 'string')
      facts.references.push({
        what: 'package item',
        path: path.slice(0, 1024),
        at: { start: 0, end: text.length },
      })
  }
}

export function looksLikeManifest(head: Buffer): boolean {
  const text = head.toString('utf8', 0, 4096)
  return (
    /^\s*\{/.test(text) &&
    /"itemInfoEntries"\s*:\s*\{/.test(text) &&
    /"rootModelIdentifier"|"fileFormatVersion"/.test(text)
  )
}
