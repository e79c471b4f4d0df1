import { resolve } from 'node:path'
import { fetchBounded } from '../../intel/hub/fetch.ts'
import { askHub } from '../../intel/hub/ask-hub.ts'
import { openHttpFile } from '../../intel/hub/http-file.ts'
import { modelFiles } from '../../lineage/files/assemble.ts'
import { INDEX, shardNames, shardsOf, weightFiles } from '../../lineage/files/choose-files.ts'
import type { ModelFiles } from '../../lineage/files/model-files.ts'
import { openModel, SIDE_LIMIT } from '../../lineage/files/open-model.ts'
import type { Context } from '../../model/context.ts'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { hubEndpoint } from '../integrity/hub-words.ts'
import type { Io } from '../io.ts'

export interface Opening {
  readonly io: Io
  readonly ctx: Context
  readonly online: boolean
}

/** Opens what a person named: a path, an address, or `hub:org/name[@revision][/file.gguf]`. */
export function openNamed(text: string, opening: Opening): Promise<ModelFiles> {
  const { io, ctx, online } = opening
  const isRemote = /^https?:\/\//i.test(text) || text.startsWith('hub:')
  if (!isRemote) return openModel(resolve(io.cwd, text), text, ctx)
  if (!online) throw new UsageError(`${withoutCredentials(text)}: is read over the network: add --online`)
  return text.startsWith('hub:') ? openHub(text, opening) : openAddress(text, opening)
}

const HUB = /^hub:([\w.-]+\/[\w.-]+)(?:@([\w./-]+?))?(?:\/([^/]+\.(?:gguf|safetensors)))?$/

async function openHub(text: string, opening: Opening): Promise<ModelFiles> {
  const [, name, revision = 'main', file] = HUB.exec(text) ?? []
  if (name === undefined)
    throw new UsageError(
      `${text}: is written hub:org/name, hub:org/name@commit or hub:org/name@commit/file.gguf`,
    )
  const { io } = opening
  const { address, token } = hubEndpoint(io)
  const secret = token === undefined ? {} : { token }
  const { commit, files } = await askHub({
    endpoint: address,
    kind: 'models',
    name,
    revision,
    signal: io.signal,
    ...secret,
  })
  // What lies in folders of a repository is another variant of the model.
  const names = files.map((f) => f.path).filter((path) => !path.includes('/'))
  const at = (path: string): string =>
    `${address.replace(/\/+$/, '')}/${name}/resolve/${commit}/${encodeURIComponent(path)}`
  const side = (path: string): Promise<Buffer | undefined> =>
    names.includes(path) ? sideOf(at(path), opening, token) : Promise.resolve(undefined)
  const weights =
    file === undefined
      ? weightFiles(text, names, await side(INDEX))
      : shardNames(file).filter((n) => names.includes(n))
  if (weights.length === 0) throw new UsageError(`${text}: there is no such file in the repository`)
  return opened(text, weights.map(at), { side, revision: commit, ...secret }, opening)
}

/** The address of a file, or of a folder that serves `model.safetensors` or its index. */
async function openAddress(text: string, opening: Opening): Promise<ModelFiles> {
  const url = new URL(text)
  const isFile = /\.(?:gguf|safetensors)$/.test(url.pathname)
  const base = isFile ? new URL('.', url) : new URL(url.pathname.endsWith('/') ? url : `${url.href}/`)
  const at = (file: string): string => new URL(encodeURIComponent(file), base).href
  const side = (file: string): Promise<Buffer | undefined> => sideOf(at(file), opening)
  const name = withoutCredentials(text)
  if (isFile) {
    const files = shardNames(decodeURIComponent(url.pathname.split('/').at(-1) ?? ''))
    return opened(name, files.map(at), { side }, opening)
  }
  const index = await side(INDEX)
  return opened(name, (index ? shardsOf(index, name) : ['model.safetensors']).map(at), { side }, opening)
}

async function opened(
  name: string,
  addresses: readonly string[],
  {
    token,
    ...around
  }: { readonly side: ModelFiles['side']; readonly revision?: string; readonly token?: string },
  { io, ctx }: Opening,
): Promise<ModelFiles> {
  const sources = []
  for (const address of addresses)
    sources.push(await openHttpFile({ address, signal: io.signal, ...(token !== undefined && { token }) }))
  return modelFiles(name, sources, around, ctx)
}

/** A file that is not there is no error; one that cannot be asked for is. */
async function sideOf(address: string, { io }: Opening, token?: string): Promise<Buffer | undefined> {
  try {
    const { body } = await fetchBounded(address, {
      signal: io.signal,
      maxBytes: SIDE_LIMIT,
      accept: '*/*',
      redirects: 'anywhere',
      ...(token !== undefined && { token }),
    })
    return body
  } catch (error) {
    if (error instanceof ReadError && error.reason === 'denied') return undefined
    throw error
  }
}
