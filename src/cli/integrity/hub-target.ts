import type { HubRepositoryKind } from '../../intel/hub/ask-hub.ts'
import { UsageError } from '../../model/usage-error.ts'
import { isHubName } from '../../names/hub.ts'
import type { HubRepository } from '../../sources/hugging-face-cache.ts'
import { hostOf } from '../../text/web-address.ts'
import { visible } from '../../text/visible.ts'
import type { ExaminedTree } from './examined-tree.ts'

/** A repository that the hub is asked about, and where it lies in the tree. */
export interface HubTarget {
  readonly kind: HubRepositoryKind
  readonly name: string
  /** Commit, branch or tag. */
  readonly revision: string
  /** The revision is what the user, a cache or a record says, and not merely the newest. */
  readonly isPinned: boolean
  /** What the file is called in the repository; undefined when it lies outside. */
  readonly nameOf: (path: string) => string | undefined
}

const TEXT = /^hub(?::(?:(?<kind>models|datasets|spaces)\/)?(?<name>[^@\s]+)(?:@(?<revision>[^\s]+))?)?$/

export function isHubText(text: string): boolean {
  return text === 'hub' || text.startsWith('hub:')
}

/** `hub`, `hub:org/name`, `hub:datasets/org/name@revision`. Throws `UsageError` when nothing tells which repository. */
export function hubTargets(text: string, examined: ExaminedTree, hubHost: string): HubTarget[] {
  const groups = TEXT.exec(text)?.groups
  if (!groups)
    throw new UsageError(`--against ${visible(text)}: is written as hub:organisation/name@revision`)
  const { kind = 'models', name, revision } = groups
  const known = knownRepositories(examined, hubHost)
  if (name === undefined) {
    if (known.length === 0)
      throw new UsageError(
        '--against hub: nothing here tells which repository; name it, as in --against hub:organisation/name',
      )
    return known
  }
  if (!isHubName(name)) throw new UsageError(`--against ${visible(text)}: ${visible(name)} is no repository`)
  const same = known.filter((t) => t.name.toLowerCase() === name.toLowerCase())
  if (same.length > 0)
    return same.map((t) => (revision === undefined ? t : { ...t, revision, isPinned: true }))
  const recorded = commitOfDownloads(examined)
  return [
    {
      kind: kind as HubRepositoryKind,
      name,
      revision: revision ?? recorded ?? 'main',
      isPinned: (revision ?? recorded) !== undefined,
      nameOf: downloadName(examined),
    },
  ]
}

const KINDS: Readonly<Record<HubRepository['kind'], HubRepositoryKind>> = {
  model: 'models',
  dataset: 'datasets',
  file: 'spaces',
}

/** Snapshots of a cache and a checkout of the hub. */
export function knownRepositories(examined: ExaminedTree, hubHost: string): HubTarget[] {
  const { tree, folder, checkout } = examined
  const snapshots = tree.repositories.map(({ kind, name, commit }): HubTarget => {
    const marker = `--${name.replaceAll('/', '--')}/snapshots/${commit}/`
    return {
      kind: KINDS[kind],
      name,
      revision: commit,
      isPinned: true,
      nameOf(path) {
        const full = `${folder}/${path}`
        const at = full.lastIndexOf(marker)
        return at < 0 ? undefined : full.slice(at + marker.length)
      },
    }
  })
  const remote = checkout?.remote === undefined ? undefined : repositoryOfRemote(checkout.remote, hubHost)
  if (!remote || !checkout) return snapshots
  return [...snapshots, { ...remote, revision: checkout.commit, isPinned: true, nameOf: (path) => path }]
}

/** Name in the repository for a folder that a client downloaded into, else the path itself. */
export function downloadName({ tree, names }: ExaminedTree): HubTarget['nameOf'] {
  const folders = [...new Set(tree.downloads.map((d) => d.folder))].filter(Boolean)
  return (path) => {
    const known = names.get(path)
    if (known !== undefined) return known
    const folder = folders.find((f) => path.startsWith(`${f}/`))
    return folder === undefined ? path : path.slice(folder.length + 1)
  }
}

function commitOfDownloads({ tree }: ExaminedTree): string | undefined {
  const [commit, ...more] = new Set(tree.downloads.map((d) => d.commit))
  return more.length === 0 ? commit : undefined
}

function repositoryOfRemote(remote: string, hubHost: string): Pick<HubTarget, 'kind' | 'name'> | undefined {
  const host = hostOf(remote)
  if (host !== hubHost && host !== 'huggingface.co' && host !== 'hf.co') return undefined
  const match =
    /^[^:]+:\/\/[^/]+\/(?:(?<kind>datasets|spaces)\/)?(?<name>[^/?#]+\/[^/?#]+?)(?:\.git)?\/?$/.exec(remote)
  const { kind = 'models', name = '' } = match?.groups ?? {}
  return isHubName(name) ? { kind: kind as HubRepositoryKind, name } : undefined
}
