import type { Origin } from '../../integrity/listing.ts'
import { hostOf } from '../../text/web-address.ts'
import type { ExaminedTree } from './examined-tree.ts'

/** Where the bytes of each file came from, as far as caches, records and git tell. */
export interface ByteOrigins {
  of(path: string): Origin | undefined
  /** The tree is checked out from a repository of the hub. */
  readonly isHubCheckout: boolean
}

export interface OriginSettings {
  /** `--origin`, read: it is the user who knows best. */
  readonly named?: Origin
  /** Of the hub that caches are taken to be filled from. */
  readonly hubHost: string
}

export function byteOrigins(
  { tree, checkout }: ExaminedTree,
  { named, hubHost }: OriginSettings,
): ByteOrigins {
  const remote = checkout?.remote
  const remoteHost = remote === undefined ? undefined : hostOf(remote)
  const isHubCheckout = remoteHost !== undefined && isHub(remoteHost, hubHost)
  if (named) return { of: () => named, isHubCheckout }
  const known = new Map<string, Origin>()
  for (const { name, store, layers } of tree.manifests)
    if (store === 'ollama')
      for (const origin of ollamaOrigin(name)) for (const l of layers) known.set(l.path, origin)
  for (const download of tree.downloads) known.set(download.path, { host: hubHost, known: 'download record' })
  const snapshots = tree.repositories.map(({ folder, name }) => ({
    prefix: folder === '' ? '' : `${folder}/`,
    origin: { host: hubHost, ...organisation(name), known: 'hub cache' },
  }))
  const aliases = new Map(tree.files.map((f) => [f.path, f.aliases]))
  const committed = new Set(checkout?.files.map((f) => f.path))
  const checkedOut =
    remote === undefined || remoteHost === undefined ? undefined : gitOrigin(remote, remoteHost)
  return {
    isHubCheckout,
    of(path) {
      const found = known.get(path)
      if (found) return found
      const names = [path, ...(aliases.get(path) ?? [])]
      const snapshot = snapshots.find(({ prefix }) => names.some((name) => name.startsWith(prefix)))
      if (snapshot) return snapshot.origin
      return committed.has(path) ? checkedOut : undefined
    },
  }
}

function isHub(host: string, hubHost: string): boolean {
  return host === hubHost || host === 'huggingface.co' || host === 'hf.co'
}

function gitOrigin(remote: string, host: string): Origin {
  const namespace = /^[^:]+:\/\/[^/]+\/(?:datasets\/|spaces\/)?([^/]+)\/[^/]/.exec(remote)?.[1]
  return { host, ...(namespace !== undefined && { namespace }), known: 'git remote' }
}

/** `registry.ollama.ai/library/llama3:8b`. */
function ollamaOrigin(name: string): Origin[] {
  const [host = '', namespace, model] = name.split('/')
  if (!host.includes('.')) return []
  return [{ host: host.toLowerCase(), ...(model && namespace && { namespace }), known: 'ollama store' }]
}

function organisation(name: string): { readonly namespace?: string } {
  const [namespace, repository] = name.split('/')
  return repository !== undefined && namespace ? { namespace } : {}
}
