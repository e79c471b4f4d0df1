import { posix } from 'node:path'
import { member, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { PathSubject } from '../../model/sighting.ts'
import { stated, textOf } from '../../syntax/stated.ts'
import { kindOfPath } from '../kind-of-path.ts'

/** Something that DVC keeps by the hash of its bytes. */
export interface Tracked {
  readonly subject: PathSubject & { readonly kind: 'model' | 'dataset' }
  readonly line: number
  readonly attributes: readonly Attribute[]
}

/** @param folder where the paths of the document start from */
export function tracked(
  item: JsonValue,
  folder: string,
  path: string,
  fallback?: 'dataset',
): Tracked | undefined {
  const named = member(item, 'path')
  const written = textOf(named?.value)
  const place = written === undefined ? undefined : inTree(written, folder)
  if (place === undefined || named === undefined) return undefined
  const kind = kindOfPath(place) ?? fallback
  if (kind === undefined) return undefined
  return {
    subject: { by: 'path', kind, path: place },
    line: named.line,
    attributes: [
      ...stated('md5', member(item, 'md5'), path, { as: md5 }),
      ...stated('size', member(item, 'size'), path, {
        as: (text) => (/^\d{1,16}$/.test(text) ? text : undefined),
      }),
    ],
  }
}

/** The hash of a folder is that of the list of its files, and is written with `.dir`. */
function md5(text: string): string | undefined {
  return /^[0-9a-f]{32}(?:\.dir)?$/.test(text) ? text : undefined
}

/** Undefined for addresses, absolute paths, templates, and what leaves the tree. */
export function inTree(text: string, folder: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^[/~]|\$\{|\\/i.test(text) || text.length > 1000) return undefined
  const place = posix.normalize(posix.join(folder, text)).replace(/\/+$/, '')
  return place === '' || place === '.' || place === '..' || place.startsWith('../') ? undefined : place
}
