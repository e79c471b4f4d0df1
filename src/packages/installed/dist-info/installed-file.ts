/** One file that says what is installed, by its place. */
export interface InstalledFile {
  readonly part: 'metadata' | 'installer' | 'requested' | 'direct-url'
  /** From the folder's name, as it is written there; absent where it has none. */
  readonly folderName?: string
  readonly folderVersion?: string
  /** Folder that holds the distribution: `site-packages`. */
  readonly library: string
}

const PARTS: Readonly<Record<string, InstalledFile['part']>> = {
  METADATA: 'metadata',
  'PKG-INFO': 'metadata',
  INSTALLER: 'installer',
  REQUESTED: 'requested',
  'direct_url.json': 'direct-url',
}

export function installedFile(path: string): InstalledFile | undefined {
  if (path.includes('!')) return undefined
  const segments = path.split('/')
  const last = segments.at(-1) ?? ''
  // distutils and Debian write one file in place of the folder.
  const isFile = last.endsWith('.egg-info')
  const folder = isFile ? last : (segments.at(-2) ?? '')
  const kind = /\.(dist|egg)-info$/.exec(folder)?.[1]
  const part = isFile ? 'metadata' : Object.hasOwn(PARTS, last) ? PARTS[last] : undefined
  if (kind === undefined || part === undefined) return undefined
  if ((kind === 'egg') !== (isFile || last === 'PKG-INFO')) return undefined
  const library = segments.at(isFile ? -2 : -3) ?? ''
  const [name, version] = nameAndVersion(folder.replace(/\.(?:dist|egg)-info$/, ''), kind)
  // Beside its sources an egg-info folder without a version describes a working copy; nothing is installed there.
  const isLibrary = library === 'site-packages' || library === 'dist-packages'
  if (kind === 'egg' && version === undefined && !isLibrary) return undefined
  return {
    part,
    library: isLibrary ? library : 'an environment',
    ...(name && { folderName: name }),
    ...(version && { folderVersion: version }),
  }
}

/** `torch-2.13.0+cpu`; eggs may say for which Python: `PyJWT-2.6.0-py3.11`. */
function nameAndVersion(stem: string, kind: string): [string | undefined, string | undefined] {
  const plain = kind === 'egg' ? stem.replace(/-py\d[\d.]*(?:-[\w.]+)?$/, '') : stem
  const dash = plain.lastIndexOf('-')
  if (dash <= 0 || !/^\d|^v\d/.test(plain.slice(dash + 1))) return [plain || undefined, undefined]
  return [plain.slice(0, dash), plain.slice(dash + 1)]
}
