import type { Origin } from '../../integrity/listing.ts'
import { expectedDigests, type ExpectedDigest } from '../../sources/expected-digest.ts'
import type { ExaminedTree } from './examined-tree.ts'
import type { ByteOrigins } from './byte-origins.ts'
import type { Word } from './word.ts'

/** What caches, download records, manifests of stores and git say: all of it came with the bytes. */
export function wordsAtHand(examined: ExaminedTree, origins: ByteOrigins): Word[] {
  return [...cacheWords(examined, origins), ...storeWords(examined, origins), ...gitWords(examined, origins)]
}

const SAYS: Readonly<Record<ExpectedDigest['says'], string>> = {
  'blob name': 'name of the cached blob',
  'download record': 'download record',
}

function cacheWords({ tree, files }: ExaminedTree, origins: ByteOrigins): Word[] {
  const stored = new Set(tree.manifests.flatMap((m) => m.layers.map((l) => l.path)))
  const expected = expectedDigests(tree)
  return files.flatMap((file): Word[] => {
    const digest = expected.get(file.path)
    if (!digest || stored.has(file.path)) return []
    const isBlob = /(?:^|\/)blobs\/sha256[-/][0-9a-f]{64}$/.test(file.absolute)
    return [
      {
        path: file.path,
        algorithm: digest.algorithm === 'git' ? 'git-blob-sha1' : 'sha256',
        hex: digest.hex,
        kind: isBlob ? 'oci-digest' : digest.algorithm === 'git' ? 'hf-git-oid' : 'hf-lfs-oid',
        source: SAYS[digest.says],
        ...originOf(file.path, origins),
        cameWithBytes: true,
      },
    ]
  })
}

function storeWords({ tree, files }: ExaminedTree, origins: ByteOrigins): Word[] {
  const there = new Set(files.map((f) => f.path))
  return tree.manifests.flatMap(({ store, name, layers }) =>
    layers
      .filter(({ path }) => there.has(path))
      .map(({ path, digest }): Word => ({
        path,
        algorithm: 'sha256',
        hex: digest.slice('sha256:'.length),
        kind: store === 'ollama' ? 'ollama-manifest' : 'oci-digest',
        source: `manifest of ${name}`,
        ...originOf(path, origins),
        cameWithBytes: true,
      })),
  )
}

/**
 * Large files by their committed pointers. Blob ids of the others only where the repository is one of a hub:
 * elsewhere a changed file is work in progress and not a broken download.
 */
function gitWords({ checkout, files, pointers }: ExaminedTree, origins: ByteOrigins): Word[] {
  if (!checkout) return []
  const committed = new Map(checkout.files.map((f) => [f.path, f]))
  const source = `commit ${checkout.commit.slice(0, 12)}`
  return files.flatMap((file): Word[] => {
    const said = committed.get(file.path)
    if (!said || pointers.has(file.path)) return []
    const base = { path: file.path, source, ...originOf(file.path, origins), cameWithBytes: true } as const
    if (said.sha256 !== undefined)
      return [{ ...base, algorithm: 'sha256', hex: said.sha256, kind: 'lfs-pointer' }]
    if (!origins.isHubCheckout || said.gitId.length !== 40) return []
    return [{ ...base, algorithm: 'git-blob-sha1', hex: said.gitId, kind: 'hf-git-oid' }]
  })
}

function originOf(path: string, origins: ByteOrigins): { readonly origin?: Origin } {
  const origin = origins.of(path)
  return origin ? { origin } : {}
}
