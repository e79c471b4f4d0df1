import type { BuildHooks } from './hooks.ts'
import { buildHooks } from './hooks.ts'
import { isForDevelopers } from './layout.ts'
import type { ReleaseArchive } from './member.ts'
import type { OutlinedModule, Root } from './reach.ts'
import { moduleName } from './reach.ts'
import { isCustomize, isStartFile, startFile } from './start-files.ts'
import { MAIN } from './outline.ts'

const BACKEND_HOOK =
  /^(?:build_(?:wheel|sdist|editable)|prepare_metadata_for_build_(?:wheel|editable)|get_requires_for_build_(?:wheel|sdist|editable))$/
/** Methods that setuptools, hatchling and pdm call while they build. */
const BUILD_METHOD =
  /\.(?:run|initialize|finalize|initialize_options|finalize_options|build_extensions?|build_extension|build_wheel|update|pdm_build_\w+)$/
const BUILD_FUNCTION = /^(?:build|pdm_build_\w+|get_\w*version)$/
/** Beside a package, but for those who develop it. */
const DEVELOPER_SCRIPT =
  /^(?:noxfile|tasks|fabfile|dodo|versioneer|conftest|runtests|manage|bootstrap|ez_setup)\.py$/

/** What runs without being called by other code of the archive, and when. */
export function rootsOf(archive: ReleaseArchive, modules: readonly OutlinedModule[]): Root[] {
  const roots: Root[] = []
  const places = new Map(modules.map((m) => [m.place, m]))
  const byModule = new Map(modules.map((m) => [moduleName(m.place), m.place]))
  for (const { place } of modules) {
    if (isStartFile(place) || isCustomize(place)) roots.push({ place, scope: '', when: 'start' })
    if (isImportable(archive, place, places)) roots.push({ place, scope: '', when: 'import' })
  }
  for (const member of archive.members) {
    const text = archive.texts.get(member.name)
    if (!isStartFile(member.place) || text === undefined) continue
    for (const { target } of startFile(member.place, text).calls) {
      const [module = '', attribute = ''] = target.split(':')
      const place = byModule.get(module)
      if (place === undefined) continue
      roots.push({ place, scope: '', when: 'start' }, { place, scope: attribute, when: 'start' })
    }
  }
  if (archive.kind === 'sdist') roots.push(...buildRoots(archive, places))
  return roots
}

function isImportable(archive: ReleaseArchive, place: string, places: ReadonlyMap<string, unknown>): boolean {
  // `python -m` is somebody's command.
  if (!/\.pyw?$/.test(place) || /(?:^|\/)__main__\.py$/.test(place) || isForDevelopers(place, archive))
    return false
  if (archive.kind !== 'sdist') return !/^(?:bin|Scripts|etc|share)\/|\.data\//.test(place)
  if (place === 'setup.py' || DEVELOPER_SCRIPT.test(place)) return false
  const folder = place.includes('/') ? place.slice(0, place.lastIndexOf('/')) : ''
  return folder === '' || folder === 'src' || places.has(`${folder}/__init__.py`)
}

function buildRoots(archive: ReleaseArchive, places: ReadonlyMap<string, OutlinedModule>): Root[] {
  const hooks = hooksOf(archive)
  const roots: Root[] = []
  const addBuild = (place: string, functions: RegExp): void => {
    const module = places.get(place)
    if (!module) return
    roots.push({ place, scope: '', when: 'install' }, { place, scope: MAIN, when: 'install' })
    for (const { name } of module.outline.scopes)
      if (functions.test(name) || BUILD_METHOD.test(name)) roots.push({ place, scope: name, when: 'install' })
  }
  addBuild('setup.py', /^$/)
  for (const { place } of hooks.scripts) addBuild(place, BUILD_FUNCTION)
  if (places.has('pdm_build.py')) addBuild('pdm_build.py', BUILD_FUNCTION)
  for (const place of backendPlaces(hooks)) addBuild(place, BACKEND_HOOK)
  for (const attribute of hooks.attributes)
    for (const place of modulePlaces(attribute.split('.').slice(0, -1), ''))
      if (places.has(place)) roots.push({ place, scope: '', when: 'install' })
  return roots
}

export function hooksOf(archive: ReleaseArchive): BuildHooks {
  const textAt = (place: string): string | undefined => {
    const member = archive.members.find((m) => m.place === place)
    return member && archive.texts.get(member.name)
  }
  return buildHooks(textAt('pyproject.toml'), textAt('setup.cfg'))
}

/** Files of the archive that may be its own build back end. */
export function backendPlaces(hooks: BuildHooks): string[] {
  const [module = ''] = (hooks.backend ?? '').split(':')
  if (module === '') return []
  return hooks.backendPath.flatMap((folder) =>
    modulePlaces(module.split('.'), folder.replace(/^\.\/?|\/$/g, '')),
  )
}

function modulePlaces(parts: readonly string[], folder: string): string[] {
  const path = [...(folder === '' ? [] : [folder]), ...parts].join('/')
  return path === '' ? [] : [`${path}.py`, `${path}/__init__.py`, `src/${path}.py`, `src/${path}/__init__.py`]
}
