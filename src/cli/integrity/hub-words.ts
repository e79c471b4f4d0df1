import type { Origin } from '../../integrity/listing.ts'
import { askHub } from '../../intel/hub/ask-hub.ts'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import { hostOf, withoutCredentials } from '../../text/web-address.ts'
import type { Io } from '../io.ts'
import type { ExaminedTree } from './examined-tree.ts'
import { hubTargets, type HubTarget } from './hub-target.ts'
import { repositoryWords, type RepositoryWords } from './repository-words.ts'

export interface HubEndpoint {
  readonly address: string
  readonly host: string
  readonly token?: string
}

const DEFAULT_ENDPOINT = 'https://huggingface.co'

/** The hub in force, as its own clients read it. The token is for this endpoint alone. */
export function hubEndpoint({ env }: Io): HubEndpoint {
  const address = env['HF_ENDPOINT'] || DEFAULT_ENDPOINT
  const host = hostOf(address)
  if (host === undefined) throw new UsageError('HF_ENDPOINT: is no address')
  const token = env['HF_TOKEN']
  return { address, host, ...(token && { token }) }
}

/** Asks the hub about everything in the tree that is one of its repositories. */
export async function askedWords(
  text: string,
  examined: ExaminedTree,
  endpoint: HubEndpoint,
  io: Io,
): Promise<RepositoryWords> {
  const targets = hubTargets(text, examined, endpoint.host)
  const all: RepositoryWords[] = []
  for (const target of targets) all.push(await askedOf(target, examined, endpoint, io))
  return {
    words: all.flatMap((a) => a.words),
    strangers: new Map(all.flatMap((a) => [...a.strangers])),
    gaps: all.flatMap((a) => a.gaps),
  }
}

async function askedOf(
  target: HubTarget,
  examined: ExaminedTree,
  { address, host, token }: HubEndpoint,
  { signal }: Io,
): Promise<RepositoryWords> {
  const { kind, name, revision } = target
  try {
    const { commit, files, broken } = await askHub({
      endpoint: address,
      kind,
      name,
      revision,
      signal,
      ...(token !== undefined && { token }),
    })
    const source = `${host}/${kind === 'models' ? '' : `${kind}/`}${name}@${commit.slice(0, 12)}`
    const detail = `${broken} entries of the list could not be understood`
    return {
      ...repositoryWords(
        { files, source, origin: originOf(name, host), cameWithBytes: false },
        target,
        examined,
      ),
      gaps: broken > 0 ? [{ at: { path: source }, reason: 'malformed', detail }] : [],
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    const { reason, message } = error
    const path = withoutCredentials(`${address.replace(/\/+$/, '')}/${name}`)
    return { words: [], strangers: new Map(), gaps: [{ at: { path }, reason, detail: message }] }
  }
}

function originOf(name: string, host: string): Origin {
  const [namespace, repository] = name.split('/')
  return { host, ...(repository !== undefined && namespace && { namespace }), known: 'hub interface' }
}
