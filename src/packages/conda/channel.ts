import { channelName, condaAddress } from '../../names/conda-channel.ts'
import type { PackageIndex } from '../package-set.ts'

/** What the address of a conda package says: `<channel>/<subdir>/<name>-<version>-<build>.conda`. */
export interface CondaFile {
  readonly filename: string
  readonly name: string
  readonly version: string
  readonly build: string
  readonly subdir?: string
  /** Address of the channel, without credentials. */
  readonly channelUrl?: string
}

const FILE = /^([A-Za-z0-9_][\w.+-]*)-([\w.!+]+)-([\w.+]+)(\.conda|\.tar\.bz2)$/
const SUBDIR = /^(?:noarch|(?:linux|osx|win|freebsd|zos|emscripten|wasi)-[a-z0-9]+)$/

/** Undefined when the last segment is no file name of a conda package. `address` is clean already. */
export function condaFile(address: string): CondaFile | undefined {
  const path = address.replace(/[?#].*$/, '')
  const segments = path.split('/')
  const filename = decoded(segments.pop() ?? '')
  const match = FILE.exec(filename)
  if (!match) return undefined
  const [, name = '', version = '', build = ''] = match
  const subdir = segments.at(-1)
  if (subdir === undefined || !SUBDIR.test(subdir))
    return { filename, name: name.toLowerCase(), version, build }
  const channelUrl = segments.slice(0, -1).join('/')
  return {
    filename,
    name: name.toLowerCase(),
    version,
    build,
    subdir,
    ...(/^[a-z][a-z0-9+.-]*:\/\/./i.test(channelUrl) && { channelUrl }),
  }
}

/** Names that start with two underscores are properties of the machine, not packages. */
export function isVirtualPackage(name: string): boolean {
  return name.startsWith('__')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Channels in the order in which they are asked. */
export function channelIndexes(
  channels: readonly { readonly address: string; readonly line: number }[],
): PackageIndex[] {
  return channels.map(({ address, line }, i) => {
    const url = condaAddress(address).replace(/\/+$/, '')
    const name = channelName(address)
    return {
      role: i === 0 ? ('primary' as const) : ('extra' as const),
      url,
      ...(name && name !== url && { name }),
      credentials: condaAddress(address) !== address,
      line,
    }
  })
}
