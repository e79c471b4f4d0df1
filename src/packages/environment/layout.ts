import { lstatSync, readdirSync, readFileSync, readlinkSync, type Dirent } from 'node:fs'
import { basename, join } from 'node:path'
import { KiB } from '../../model/context.ts'

/** Where an environment keeps what. Paths are relative to its root, `/`-separated; the root itself is ''. */
export interface EnvironmentLayout {
  readonly kind: 'virtual-environment' | 'conda-prefix' | 'library'
  /** Real path. Never shown. */
  readonly root: string
  /** Folders that Python imports from and in which it looks for start-up files. */
  readonly sites: readonly string[]
  /** Folders of the standard library that lie in the environment itself. */
  readonly standardLibraries: readonly string[]
  /** Folder of commands; whoever fills it shadows what comes later on the search path. */
  readonly scripts?: string
  /** Links that stand for a folder of the environment: `lib64` for `lib`. */
  readonly aliases: ReadonlyMap<string, string>
  /** Library folders that are links and therefore were not entered. */
  readonly linked: readonly string[]
  readonly configuration?: VirtualConfiguration
}

/** What `pyvenv.cfg` says. */
interface VirtualConfiguration {
  readonly home?: string
  readonly version?: string
  readonly systemSite: boolean
}

const LIBRARY = /^(?:lib|lib64)$/i
const PYTHON_FOLDER = /^(?:python|pypy|graalpy)\d[\d.]*t?$/i
const SITE = /^(?:site|dist)-packages$/
const MAX_CONFIGURATION = 64 * KiB

/** Undefined when nothing is installed there. `root` is a real path. */
export function environmentLayout(root: string): EnvironmentLayout | undefined {
  const isVirtual = isFile(join(root, 'pyvenv.cfg'))
  const isConda = isFolder(join(root, 'conda-meta'))
  if (!isVirtual && !isConda && (SITE.test(basename(root)) || holdsDistributions(root)))
    return libraryLayout(root)
  const found = librariesOf(root)
  if (found.sites.length === 0 && !isConda && !isVirtual) return undefined
  const scripts = ['bin', 'Scripts'].find((name) => isFolder(join(root, name)))
  return {
    kind: isVirtual ? 'virtual-environment' : isConda ? 'conda-prefix' : 'library',
    root,
    ...found,
    ...(scripts !== undefined && { scripts }),
    aliases: aliasesOf(root),
    ...(isVirtual && { configuration: readConfiguration(join(root, 'pyvenv.cfg')) }),
  }
}

/** A folder of modules by itself. Records of what lies in it lead to commands beside it, up to the prefix. */
function libraryLayout(site: string): EnvironmentLayout {
  const segments = site.split(/[/\\]/)
  const isLibrary = LIBRARY.test(segments.at(-2) ?? '')
  const isVersioned = PYTHON_FOLDER.test(segments.at(-2) ?? '') && LIBRARY.test(segments.at(-3) ?? '')
  const depth = SITE.test(segments.at(-1) ?? '') ? (isVersioned ? 3 : isLibrary ? 2 : 0) : 0
  const root = depth === 0 ? site : segments.slice(0, -depth).join('/') || '/'
  return {
    kind: 'library',
    root,
    sites: [segments.slice(segments.length - depth).join('/')],
    standardLibraries: [],
    aliases: aliasesOf(root),
    linked: [],
  }
}

function librariesOf(root: string): Pick<EnvironmentLayout, 'sites' | 'standardLibraries' | 'linked'> {
  const sites: string[] = []
  const standardLibraries: string[] = []
  const linked: string[] = []
  const enter = (folder: string, depth: number): void => {
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      const isSite = depth > 0 && SITE.test(entry.name)
      const wanted = depth === 0 ? LIBRARY.test(entry.name) : isSite || PYTHON_FOLDER.test(entry.name)
      if (!wanted) continue
      // `lib64` and conda's `python3.1` are links to their neighbours; a linked folder of modules is another matter.
      if (entry.isSymbolicLink()) {
        if (isSite || !isNeighbour(join(root, path))) linked.push(path)
      } else if (entry.isDirectory()) {
        if (isSite) sites.push(path)
        else {
          if (depth > 0 && isFile(join(root, path, 'os.py'))) standardLibraries.push(path)
          if (depth < 2) enter(path, depth + 1)
        }
      }
    }
  }
  enter('', 0)
  return { sites: sites.toSorted(), standardLibraries: standardLibraries.toSorted(), linked }
}

function aliasesOf(root: string): ReadonlyMap<string, string> {
  const target = linkTarget(join(root, 'lib64'))
  return new Map(target !== undefined && isNeighbour(join(root, 'lib64')) ? [['lib64', target]] : [])
}

function isNeighbour(link: string): boolean {
  const target = linkTarget(link)
  return target !== undefined && !/[/\\]/.test(target) && target !== '..'
}

export function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

function readConfiguration(path: string): VirtualConfiguration {
  const values = new Map<string, string>()
  for (const line of smallText(path).split(/\r?\n/)) {
    const equals = line.indexOf('=')
    if (equals > 0) values.set(line.slice(0, equals).trim().toLowerCase(), line.slice(equals + 1).trim())
  }
  const home = values.get('home')
  const version = values.get('version') ?? values.get('version_info')
  return {
    ...(home && { home }),
    ...(version && { version }),
    systemSite: values.get('include-system-site-packages')?.toLowerCase() === 'true',
  }
}

function smallText(path: string): string {
  try {
    const stat = lstatSync(path)
    return stat.isFile() && stat.size <= MAX_CONFIGURATION ? readFileSync(path, 'utf8') : ''
  } catch {
    return ''
  }
}

/**
 * Debian's folder of modules for all versions of Python. Its packages strip and patch files after the RECORD was written,
 * or leave it out: only the system's package manager knows what belongs there.
 */
export function isSystemFolder(site: string): boolean {
  return site === 'lib/python3/dist-packages'
}

function holdsDistributions(folder: string): boolean {
  return entriesOf(folder).some((e) => /\.(?:dist|egg)-info$/.test(e.name))
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    // None there, or it may not be listed: the walk over it says so.
    return []
  }
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
