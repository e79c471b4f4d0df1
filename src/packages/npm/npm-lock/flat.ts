import { member, type JsonObject } from '../../../bytes/json.ts'
import type { PackageDependency, PackageEntry, PackageProject, PackageSet } from '../../package-set.ts'
import type { Skipped } from '../../skipped.ts'
import { mergedEntries } from '../merge.ts'
import { ranges, text, truth } from '../json-values.ts'
import { isExactVersion, isNpmName, resolvedSource, tarball } from '../resolved.ts'

export interface ReadLock {
  readonly set: PackageSet
  readonly skipped: readonly Skipped[]
}

/** What lies in one folder. */
interface Placed {
  readonly path: string
  readonly line: number
  readonly value: JsonObject
  readonly name: string
  readonly entry?: PackageEntry
}

const MAX_PATH = 2000
/** Above a package that are asked for what it needs. */
const MAX_FOLDERS = 200
const IN_MODULES = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/

/** Version 2 and 3: packages by the folder in which they are installed. */
export function readFlatLock(packages: JsonObject, title: string, checkpoint: () => void): ReadLock {
  const skipped: Skipped[] = []
  const placed = new Map<string, Placed>()
  for (const { key, line, value } of packages.members) {
    if (placed.size % 256 === 0) checkpoint()
    if (typeof value !== 'object' || value?.kind !== 'object') {
      skipped.push({ line, detail: 'a package that is no object' })
      continue
    }
    const read = key.length > MAX_PATH ? undefined : readPlaced(key, line, value)
    if (read) placed.set(key, read)
    else skipped.push({ line, detail: 'a package without a usable name' })
  }
  const direct = new Set<string>()
  const projects: PackageProject[] = []
  for (const project of placed.values()) {
    if (IN_MODULES.test(project.path) || truth(project.value, 'link')) continue
    const needed = dependencies(project, placed, [
      'dependencies',
      'devDependencies',
      'optionalDependencies',
      'peerDependencies',
    ])
    for (const { target } of needed) if (target) direct.add(target.path)
    const version = text(project.value, 'version')
    projects.push({
      name: project.name,
      ...(version && { version }),
      line: project.line,
      dependencies: needed.map((n) => n.dependency),
    })
  }
  const hasRoot = placed.has('')
  const entries = [...placed.values()].flatMap((at, i): PackageEntry[] => {
    if (i % 256 === 0) checkpoint()
    if (!at.entry) return []
    const needed = dependencies(at, placed, ['dependencies', 'optionalDependencies', 'peerDependencies'])
    return [
      {
        ...at.entry,
        // What is installed does not tell who asked for it.
        ...(hasRoot && { direct: direct.has(at.path) }),
        dependencies: needed.flatMap(({ dependency, target }) => (target?.entry ? [dependency] : [])),
      },
    ]
  })
  return {
    set: {
      kind: hasRoot ? 'lock' : 'environment',
      title,
      complete: skipped.length === 0,
      projects,
      packages: mergedEntries(entries),
      indexes: [],
      options: [],
      includes: [],
    },
    skipped,
  }
}

function readPlaced(path: string, line: number, value: JsonObject): Placed | undefined {
  const installed = IN_MODULES.exec(path)?.[1]
  // A package under another name says its own.
  const name = text(value, 'name') ?? installed ?? path.split('/').at(-1) ?? ''
  if (installed === undefined || truth(value, 'link')) return { path, line, value, name }
  if (!isNpmName(name)) return undefined
  const version = text(value, 'version')
  const resolved = text(value, 'resolved')
  const integrity = text(value, 'integrity')
  const license = text(value, 'license')
  const isBundled = truth(value, 'inBundle')
  const source =
    resolved === undefined
      ? integrity === undefined || isBundled
        ? undefined
        : ({ kind: 'registry' } as const)
      : resolvedSource(resolved, name)
  const entry: PackageEntry = {
    ecosystem: 'npm',
    name,
    ...(version && isExactVersion(version) && { version }),
    scopes: scopesOf(value),
    ...((truth(value, 'optional') || truth(value, 'devOptional')) && { optional: true }),
    ...(source && { source }),
    distributions: tarball(source, resolved, integrity),
    dependencies: [],
    ...(license && { stated: [{ name: 'license', value: license }] }),
    line,
  }
  return { path, line, value, name, entry }
}

function scopesOf(value: JsonObject): string[] {
  return [
    ...(truth(value, 'dev') || truth(value, 'devOptional') ? ['dev'] : []),
    ...(truth(value, 'peer') ? ['peer'] : []),
  ]
}

interface Needed {
  readonly dependency: PackageDependency
  readonly target: Placed | undefined
}

function dependencies(from: Placed, placed: ReadonlyMap<string, Placed>, kinds: readonly string[]): Needed[] {
  return kinds.flatMap((kind) =>
    ranges(member(from.value, kind)?.value).map(({ name, range }) => {
      const target = found(from.path, name, placed)
      const version = target?.entry?.version
      return {
        target,
        dependency: {
          name: target?.entry?.name ?? name,
          ...(version && { version }),
          ...(range && { requirement: range }),
          ...(target?.entry?.source && { source: target.entry.source }),
        },
      }
    }),
  )
}

/** As Node looks for it: beside, then in the folders above. */
function found(from: string, name: string, placed: ReadonlyMap<string, Placed>): Placed | undefined {
  let folder = from
  for (let step = 0; step < MAX_FOLDERS; step++) {
    const at = placed.get(`${folder}${folder === '' ? '' : '/'}node_modules/${name}`)
    if (at) {
      const target = truth(at.value, 'link') ? text(at.value, 'resolved') : undefined
      return target === undefined ? at : placed.get(target)
    }
    if (folder === '') return undefined
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))
  }
  return undefined
}
