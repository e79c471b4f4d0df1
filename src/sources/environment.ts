import { lstatSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import type { Gap } from '../model/finding.ts'

/** What is done with folders that package managers fill. */
export type Environments =
  /** Nothing in them is listed. */
  | 'leave-out'
  /** Only the files that say what is installed. */
  | 'metadata'

/** A folder that a package manager fills, by what shows it. */
export type EnvironmentKind = 'virtual-environment' | 'conda-prefix' | 'site-packages' | 'node-modules'

/** What an environment's listing does with what it meets. */
export interface EnvironmentVisitor {
  list(folder: string, prefix: string): readonly Dirent[]
  file(absolute: string, path: string): void
  link(absolute: string, path: string): void
  gap(gap: Gap): void
}

const MAX_FILES = 50_000
const MAX_NESTING = 8
/** What `venv` and `pip` make in a virtual environment. A project may lie in the same folder. */
const OWN_FOLDERS = new Set(['bin', 'etc', 'include', 'lib', 'lib64', 'man', 'scripts', 'share'])
const INSTALLED_PYTHON = new Set(['METADATA', 'PKG-INFO', 'INSTALLER', 'REQUESTED', 'direct_url.json'])

/** `name` is the folder's own. Markers are looked at without following links. */
export function environmentKind(folder: string, name: string): EnvironmentKind | undefined {
  if (name === 'node_modules') return 'node-modules'
  if (isFile(join(folder, 'pyvenv.cfg'))) return 'virtual-environment'
  if (isFile(join(folder, 'conda-meta', 'history'))) return 'conda-prefix'
  return name === 'site-packages' || name === 'dist-packages' ? 'site-packages' : undefined
}

/** Whether a folder in the root of a virtual environment is the environment's and not of a project beside it. */
export function isOwnFolder(name: string): boolean {
  return OWN_FOLDERS.has(name.toLowerCase())
}

/** Visits the files that say what is installed. `prefix` is the folder's path with a slash at its end, or empty. */
export function listEnvironment(
  kind: EnvironmentKind,
  folder: string,
  prefix: string,
  visitor: EnvironmentVisitor,
): void {
  const bounded = withBound(prefix, visitor)
  switch (kind) {
    case 'node-modules':
      listNodeModules(folder, prefix, bounded, 0)
      break
    case 'site-packages':
      listSitePackages(folder, prefix, bounded)
      break
    case 'virtual-environment':
      listPythonLibraries(folder, prefix, bounded)
      break
    case 'conda-prefix':
      listCondaPrefix(folder, prefix, bounded, 0)
      break
    default:
      kind satisfies never
  }
}

interface Bounded extends EnvironmentVisitor {
  full(): boolean
}

function withBound(prefix: string, visitor: EnvironmentVisitor): Bounded {
  let files = 0
  const admit = (): boolean => {
    if (++files === MAX_FILES + 1) {
      const detail = `an environment with more than ${MAX_FILES} files of metadata`
      visitor.gap({ at: { path: prefix || '.' }, reason: 'limit', detail })
    }
    return files <= MAX_FILES
  }
  return {
    list: (folder, at) => visitor.list(folder, at),
    file: (absolute, path) => {
      if (admit()) visitor.file(absolute, path)
    },
    link: (absolute, path) => {
      if (admit()) visitor.link(absolute, path)
    },
    gap: (gap) => visitor.gap(gap),
    full: () => files > MAX_FILES,
  }
}

/** `lib/python3.12/site-packages`, `Lib/site-packages`, Debian's `lib/python3/dist-packages`, `local/lib/…`. */
function listPythonLibraries(folder: string, prefix: string, visitor: Bounded): void {
  for (const lib of folders(folder, prefix, visitor)) {
    if (!/^(?:lib|lib64|local)$/i.test(lib.name)) continue
    const libFolder = join(folder, lib.name)
    const libPath = `${prefix}${lib.name}/`
    if (lib.name === 'local') {
      listPythonLibraries(libFolder, libPath, visitor)
      continue
    }
    for (const inner of folders(libFolder, libPath, visitor)) {
      const innerFolder = join(libFolder, inner.name)
      const innerPath = `${libPath}${inner.name}/`
      if (isSitePackages(inner.name)) listSitePackages(innerFolder, innerPath, visitor)
      else if (/^(?:python|pypy|graalpy)\d/i.test(inner.name))
        for (const site of folders(innerFolder, innerPath, visitor))
          if (isSitePackages(site.name))
            listSitePackages(join(innerFolder, site.name), `${innerPath}${site.name}/`, visitor)
    }
  }
}

function isSitePackages(name: string): boolean {
  return name === 'site-packages' || name === 'dist-packages'
}

function listSitePackages(folder: string, prefix: string, visitor: Bounded): void {
  for (const entry of visitor.list(folder, prefix)) {
    if (visitor.full()) return
    if (!/\.(?:dist|egg)-info$/.test(entry.name)) continue
    const path = prefix + entry.name
    // distutils and Debian write a file where others have a folder.
    if (entry.isDirectory()) visitFiles(join(folder, entry.name), `${path}/`, visitor, INSTALLED_PYTHON)
    else if (entry.name.endsWith('.egg-info') || entry.isSymbolicLink())
      visit(entry, join(folder, entry.name), path, visitor)
  }
}

function listCondaPrefix(folder: string, prefix: string, visitor: Bounded, depth: number): void {
  const meta = join(folder, 'conda-meta')
  for (const entry of visitor.list(meta, `${prefix}conda-meta/`)) {
    if (visitor.full()) return
    if (entry.name.endsWith('.json'))
      visit(entry, join(meta, entry.name), `${prefix}conda-meta/${entry.name}`, visitor)
  }
  listPythonLibraries(folder, prefix, visitor)
  const below = join(folder, 'envs')
  if (depth > 0 || !isFolder(below)) return
  for (const { name } of folders(below, `${prefix}envs/`, visitor)) {
    const environment = join(below, name)
    if (environmentKind(environment, '') === 'conda-prefix')
      listCondaPrefix(environment, `${prefix}envs/${name}/`, visitor, depth + 1)
  }
}

/** Packages and scopes; what lies in the `node_modules` of a package is installed, too. */
function listNodeModules(folder: string, prefix: string, visitor: Bounded, depth: number): void {
  if (depth > MAX_NESTING) return
  // Seen from inside, its packages look like projects; npm's list says what they are.
  if (prefix === '' && isFile(join(folder, '.package-lock.json'))) {
    visitor.file(join(folder, '.package-lock.json'), '.package-lock.json')
    return
  }
  for (const entry of visitor.list(folder, prefix)) {
    if (visitor.full()) return
    const absolute = join(folder, entry.name)
    const path = prefix + entry.name
    if (entry.name === '.package-lock.json') visit(entry, absolute, path, visitor)
    else if (!entry.isDirectory()) continue
    else if (entry.name === '.pnpm') listPnpmStore(absolute, `${path}/`, visitor, depth)
    else if (entry.name.startsWith('@')) listNodeModules(absolute, `${path}/`, visitor, depth + 1)
    else if (!entry.name.startsWith('.')) listNodePackage(absolute, `${path}/`, visitor, depth)
  }
}

function listNodePackage(folder: string, prefix: string, visitor: Bounded, depth: number): void {
  const manifest = join(folder, 'package.json')
  if (isFile(manifest)) visitor.file(manifest, `${prefix}package.json`)
  const nested = join(folder, 'node_modules')
  if (isFolder(nested)) listNodeModules(nested, `${prefix}node_modules/`, visitor, depth + 1)
}

/** pnpm links packages to `.pnpm/<name>@<version>/node_modules/<name>`; links are left to lead there. */
function listPnpmStore(folder: string, prefix: string, visitor: Bounded, depth: number): void {
  for (const { name } of folders(folder, prefix, visitor)) {
    const inner = join(folder, name, 'node_modules')
    if (isFolder(inner)) listNodeModules(inner, `${prefix}${name}/node_modules/`, visitor, depth + 1)
  }
}

function visitFiles(folder: string, prefix: string, visitor: Bounded, wanted: ReadonlySet<string>): void {
  for (const entry of visitor.list(folder, prefix))
    if (wanted.has(entry.name)) visit(entry, join(folder, entry.name), prefix + entry.name, visitor)
}

function visit(entry: Dirent, absolute: string, path: string, visitor: Bounded): void {
  if (entry.isFile()) visitor.file(absolute, path)
  else if (entry.isSymbolicLink()) visitor.link(absolute, path)
}

function folders(folder: string, prefix: string, visitor: Bounded): readonly Dirent[] {
  return visitor.list(folder, prefix).filter((entry) => entry.isDirectory())
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path).isFile()
  } catch {
    // None there, or a folder that may not be entered: listing it says so.
    return false
  }
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory()
  } catch {
    return false
  }
}
