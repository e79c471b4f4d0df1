import { normalizedPythonName } from '../../names/python-package.ts'
import type { Distribution } from '../../model/component.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { hexHash } from '../hash-text.ts'
import type { PackageEntry, PackageSource } from '../package-set.ts'
import { channelName, condaAddress } from '../../names/conda-channel.ts'
import { condaFile } from './channel.ts'

/** What a conda lock file states of one package, before it is known what its address adds. */
export interface LockedFile {
  /** As written. */
  readonly address: string | undefined
  readonly hashes: { readonly [algorithm: string]: string | undefined }
  readonly size?: string | undefined
  readonly name?: string | undefined
  readonly version?: string | undefined
  readonly build?: string | undefined
  readonly subdir?: string | undefined
  readonly channel?: string | undefined
}

type Located = Pick<PackageEntry, 'ecosystem' | 'name' | 'version' | 'distributions' | 'source' | 'conda'>

/** A conda package; undefined when neither the file nor the address names it. */
export function condaPackage(file: LockedFile): Located | undefined {
  const address = file.address === undefined ? undefined : condaAddress(file.address)
  const from = address === undefined ? undefined : condaFile(address)
  const name = file.name?.toLowerCase() ?? from?.name
  if (!name) return undefined
  const version = file.version ?? from?.version
  const build = file.build ?? from?.build
  const subdir = file.subdir ?? from?.subdir
  const channelUrl = from?.channelUrl
  const channel = file.channel ?? (channelUrl === undefined ? undefined : channelName(channelUrl))
  const source = condaSource(address, channelUrl)
  return {
    ecosystem: 'conda',
    name,
    ...(version && { version }),
    conda: { ...(channel && { channel }), ...(subdir && { subdir }), ...(build && { build }) },
    ...(source && { source }),
    distributions: source?.kind === 'path' && !from ? [] : distributions(address, from?.filename, file),
  }
}

function condaSource(address: string | undefined, channelUrl: string | undefined): PackageSource | undefined {
  if (channelUrl !== undefined && /^https?:|^oci:/i.test(channelUrl))
    return { kind: 'registry', url: channelUrl }
  if (address === undefined) return undefined
  if (isLocal(address)) return { kind: 'path', path: localPath(address), editable: false }
  return gitSource(address) ?? { kind: 'url', url: address }
}

/** A Python package among conda ones. */
export function pythonPackage(
  file: LockedFile & { readonly index?: string | undefined; readonly editable?: boolean },
): Located | undefined {
  const address = file.address === undefined ? undefined : withoutCredentials(file.address)
  const filename = address === undefined ? undefined : distributionName(address)
  const fromFile = filename === undefined ? undefined : nameAndVersion(filename)
  const name = file.name ?? fromFile?.name
  if (!name) return undefined
  const version = file.version ?? fromFile?.version
  const source = pythonSource(address, filename, file)
  // Of a folder or a repository tools write a digest of its metadata or a commit where others have the file's.
  const isFile = filename !== undefined && source?.kind !== 'git'
  return {
    ecosystem: 'pypi',
    name: normalizedPythonName(name),
    ...(version && { version }),
    ...(source && { source }),
    distributions: isFile ? distributions(address?.replace(/^direct\+/, ''), filename, file) : [],
  }
}

function pythonSource(
  address: string | undefined,
  filename: string | undefined,
  { index, editable = false }: { readonly index?: string | undefined; readonly editable?: boolean },
): PackageSource | undefined {
  if (address === undefined) return undefined
  if (isLocal(address)) return { kind: 'path', path: localPath(address), editable }
  const git = gitSource(address)
  if (git) return git
  if (address.startsWith('direct+')) return { kind: 'url', url: address.slice('direct+'.length) }
  if (index !== undefined) return { kind: 'registry', url: withoutCredentials(index) }
  return filename === undefined ? { kind: 'url', url: address } : { kind: 'registry' }
}

const WHEEL = /^([A-Za-z0-9][\w.]*)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/
const SDIST = /^([A-Za-z0-9][\w.-]*?)-(\d[^-]*)\.(?:tar\.gz|tar\.bz2|tar\.xz|tgz|zip)$/

function nameAndVersion(filename: string): { name: string; version: string } | undefined {
  const match = WHEEL.exec(filename) ?? SDIST.exec(filename)
  return match ? { name: match[1]!, version: match[2]! } : undefined
}

function distributionName(address: string): string | undefined {
  const last =
    address
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? ''
  return /\.(?:whl|tar\.gz|tar\.bz2|tar\.xz|tgz|zip|egg)$/i.test(last) ? safeDecode(last) : undefined
}

function distributions(
  address: string | undefined,
  filename: string | undefined,
  { hashes, size }: LockedFile,
): Distribution[] {
  const known = Object.entries(hashes).flatMap(([algorithm, text]) => hexHash(algorithm, text) ?? [])
  const url = address === undefined || isLocal(address) ? undefined : address.replace(/#.*$/, '')
  if (known.length === 0 && url === undefined) return []
  const bytes = size !== undefined && /^\d{1,15}$/.test(size) ? Number(size) : undefined
  return [
    {
      ...(filename && { filename }),
      ...(url && { url }),
      hashes: known,
      ...(bytes !== undefined && { size: bytes }),
    },
  ]
}

/** `git+https://host/repository.git@commit#subdirectory=x`, or with the revision in the query. */
function gitSource(address: string): PackageSource | undefined {
  const scheme = /^(?:direct\+)?git\+/.exec(address)
  if (!scheme) return undefined
  const [place = '', fragment = ''] = address.slice(scheme[0].length).split('#', 2)
  const [base = '', query = ''] = place.split('?', 2)
  // `ssh://git@host/…` has an at sign, too.
  const at = base.lastIndexOf('@')
  const pinned = at > base.indexOf('/', base.indexOf('://') + 3) ? base.slice(at + 1) : undefined
  const parameters = new URLSearchParams(query.replaceAll('&amp;', '&'))
  const asked = parameters.get('rev') ?? parameters.get('tag') ?? parameters.get('branch') ?? pinned
  const commit = [fragment, pinned, parameters.get('rev')].find(
    (text) => text && /^[0-9a-f]{40}$/i.test(text),
  )
  const subdirectory =
    parameters.get('subdirectory') ?? new URLSearchParams(fragment).get('subdirectory') ?? undefined
  return {
    kind: 'git',
    url: pinned === undefined ? base : base.slice(0, at),
    ...(commit && { commit: commit.toLowerCase() }),
    ...(asked && asked !== commit && { requested: asked }),
    ...(subdirectory && { subdirectory }),
  }
}

function isLocal(address: string): boolean {
  return /^(?:file:|\.{0,2}\/|\.$|\.\.$|[A-Za-z]:[\\/])/.test(address) || !/^[A-Za-z][\w+.-]*:/.test(address)
}

function localPath(address: string): string {
  return safeDecode(address.replace(/^file:(?:\/\/)?/, ''))
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
