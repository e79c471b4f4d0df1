import { posix } from 'node:path'
import { isArray, member, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { Sighting } from '../../model/sighting.ts'
import { isCommit } from '../../names/hub.ts'
import { attribute, evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import { inTree, tracked } from './output.ts'

const MAX_OUTS = 1000

/** `NAME.dvc`: what lies beside it, and where it was imported from. */
export function* trackedSightings(root: JsonValue, path: string): Generator<Sighting> {
  const inner = textOf(member(root, 'wdir')?.value) ?? '.'
  const folder = inner === '.' ? posix.dirname(path) : inTree(inner, posix.dirname(path))
  if (folder === undefined) return
  const origin = originOf(root, path)
  for (const out of items(member(root, 'outs')?.value).slice(0, MAX_OUTS)) {
    // Whoever puts a file under version control beside the code without saying more keeps data there.
    const found = tracked(out, folder, path, 'dataset')
    if (!found) continue
    yield {
      subject: found.subject,
      evidence: evidenceAt(path, found.line, 'is tracked by DVC'),
      attributes: [...found.attributes, ...origin, ...stated('description', member(root, 'desc'), path)],
      relations: [],
      distributions: [],
    }
  }
}

function originOf(root: JsonValue, path: string): Attribute[] {
  return items(member(root, 'deps')?.value)
    .slice(0, 20)
    .flatMap((dep) => {
      const repo = member(dep, 'repo')?.value
      const url = member(repo, 'url')
      if (url) {
        const source = evidenceAt(path, url.line, 'is imported from a repository')
        return [
          ...attribute('source', 'git', source),
          ...stated('source-url', url, path),
          ...stated('revision-requested', member(repo, 'rev'), path),
          ...stated('commit', member(repo, 'rev_lock'), path, {
            as: (text) => (isCommit(text) ? text : undefined),
          }),
        ]
      }
      const address = member(dep, 'path')
      const text = textOf(address?.value)
      if (address === undefined || text === undefined || !/^[a-z][a-z0-9+]{1,12}:\/\//.test(text)) return []
      return [
        ...attribute('source', 'url', evidenceAt(path, address.line, 'is imported from an address')),
        ...stated('download-url', address, path),
      ]
    })
}

function items(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value.items : []
}
