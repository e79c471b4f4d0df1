import type { RunsAt } from './finding.ts'
import type { Outline, OutlineImport, OutlineScope } from './outline.ts'

/** A Python source of an archive: where it is installed, and who calls whom in it. */
export interface OutlinedModule {
  readonly place: string
  readonly outline: Outline
}

/** Something that runs without being called by other code of the archive. */
export interface Root {
  readonly place: string
  /** `''` for the module itself. */
  readonly scope: string
  readonly when: RunsAt
}

const RANK: Readonly<Record<RunsAt, number>> = { start: 3, install: 2, import: 1, call: 0 }

/** What has to happen for code to run, over all files of the archive together. */
export interface Reach {
  module(place: string): RunsAt
  line(place: string, line: number): RunsAt
  /** Whether other code of the archive loads the module, or the package's name does. */
  isLoaded(place: string): boolean
}

/** Follows imports and calls by name from the roots. What it cannot follow stays with whoever calls it. */
export function reachOf(modules: readonly OutlinedModule[], roots: readonly Root[]): Reach {
  const graph = graphOf(modules)
  const reached = new Map<string, RunsAt>()
  const open: Root[] = []
  const visit = (place: string, scope: string, when: RunsAt): void => {
    const key = `${place}\0${scope}`
    const before = reached.get(key)
    if (before !== undefined && RANK[before] >= RANK[when]) return
    reached.set(key, when)
    open.push({ place, scope, when })
  }
  for (const { place, scope, when } of roots) visit(place, scope, when)
  for (let next = open.pop(); next; next = open.pop())
    for (const target of graph.targets(next.place, next.scope)) visit(target.place, target.scope, next.when)
  const of = (place: string, scope: string): RunsAt => reached.get(`${place}\0${scope}`) ?? 'call'
  const loaded = new Set<string>()
  for (const { place, outline } of modules)
    for (const { name } of outline.scopes)
      for (const target of graph.targets(place, name))
        if (target.scope === '' && target.place !== place) loaded.add(target.place)
  return {
    isLoaded: (place) => loaded.has(place) || !place.includes('/') || /(?:^|\/)__init__\.pyw?$/.test(place),
    module: (place) => of(place, ''),
    line(place, line) {
      const scope = graph.scopeAt(place, line)
      return scope === undefined ? 'call' : of(place, scope)
    },
  }
}

interface Target {
  readonly place: string
  readonly scope: string
}

interface Graph {
  targets(place: string, scope: string): Iterable<Target>
  scopeAt(place: string, line: number): string | undefined
}

interface Known {
  readonly place: string
  readonly module: string
  readonly isPackage: boolean
  readonly scopes: ReadonlyMap<string, OutlineScope>
  readonly all: readonly OutlineScope[]
  readonly classes: ReadonlySet<string>
  /** What the module binds by importing, by the first word of the name. */
  readonly bound: ReadonlyMap<string, readonly OutlineImport[]>
  /** Absolute names of the modules that it imports, by how they are written. */
  readonly absolute: Map<string, string>
}

/** How often a name may be handed on from module to module. */
const MAX_HOPS = 6

function graphOf(modules: readonly OutlinedModule[]): Graph {
  const byPlace = new Map<string, Known>()
  const byModule = new Map<string, Known>()
  for (const { place, outline } of modules) {
    const module = moduleName(place)
    const known: Known = {
      place,
      module,
      isPackage: /(?:^|\/)__init__\.pyw?$/.test(place),
      // Of functions defined twice the later one counts, as in Python.
      scopes: new Map(outline.scopes.map((s) => [s.name, s])),
      all: outline.scopes,
      classes: new Set(outline.scopes.flatMap((s) => /^(\w+)\./u.exec(s.name)?.[1] ?? [])),
      bound: boundBy(outline.scopes.find((s) => s.name === '')?.imports ?? []),
      absolute: new Map(),
    }
    byPlace.set(place, known)
    for (const name of [module, module.replace(/^(?:src|lib|python)\./, '')])
      if (!byModule.has(name)) byModule.set(name, known)
  }

  /** The module that an import names, from inside another. */
  function absolute(from: Known, module: string): string {
    if (!module.startsWith('.')) return module
    const known = from.absolute.get(module)
    if (known !== undefined) return known
    const dots = /^\.*/.exec(module)![0].length
    const parents = from.module.split('.')
    const up = dots - (from.isPackage ? 1 : 0)
    const base = up > 0 ? parents.slice(0, -up) : parents
    const name = [...base, ...(module.length > dots ? [module.slice(dots)] : [])].join('.')
    from.absolute.set(module, name)
    return name
  }

  function* loaded(name: string): Iterable<Target> {
    const parts = name.split('.')
    for (let n = 1; n <= parts.length; n++) {
      const found = byModule.get(parts.slice(0, n).join('.'))
      if (found) yield { place: found.place, scope: '' }
    }
  }

  /** A name in a module: a function, a class's constructor, or what the module imported under that name. */
  function* named(
    known: Known,
    path: readonly string[],
    hops: number,
    inside?: OutlineScope,
  ): Iterable<Target> {
    const [head = '', ...rest] = path
    if (hops > MAX_HOPS) return
    if (rest.length === 0 && known.scopes.has(head)) {
      yield { place: known.place, scope: head }
      return
    }
    if (known.classes.has(head)) {
      const methods = rest.length > 0 ? [rest[0]!] : ['__init__', '__new__', '__post_init__', '__call__']
      for (const m of methods)
        if (known.scopes.has(`${head}.${m}`)) yield { place: known.place, scope: `${head}.${m}` }
      // Stands for an object of the class, which need not have a constructor.
      if (rest.length === 0) yield { place: known.place, scope: `${head}.` }
      return
    }
    const imports = [
      ...(inside?.imports.filter((i) => i.as === '*' || headOf(i.as) === head) ?? []),
      ...(known.bound.get(head) ?? []),
      ...(known.bound.get('*') ?? []),
    ]
    for (const { module, attribute, as } of imports) {
      const target = absolute(known, module)
      if (attribute === '*') {
        const from = byModule.get(target)
        if (from && from !== known) yield* named(from, path, hops + 1)
      } else if (attribute !== undefined) {
        if (as === head) yield* inModule([...target.split('.'), ...attribute.split('.'), ...rest], hops)
      } else if (as === head) yield* inModule([...target.split('.'), ...rest], hops)
      else if (as.includes('.') && as.split('.')[0] === head) yield* inModule(path, hops)
    }
  }

  function* inModule(path: readonly string[], hops: number): Iterable<Target> {
    for (let n = path.length - 1; n > 0; n--) {
      const found = byModule.get(path.slice(0, n).join('.'))
      if (!found) continue
      yield* named(found, path.slice(n), hops + 1)
      return
    }
  }

  return {
    *targets(place, scopeName) {
      const known = byPlace.get(place)
      const scope = known?.scopes.get(scopeName)
      if (!known || !scope) return
      for (const { module, attribute } of scope.imports) {
        const target = absolute(known, module)
        yield* loaded(target)
        if (attribute !== undefined && attribute !== '*') yield* loaded(`${target}.${attribute}`)
      }
      const inside = scopeName === '' ? undefined : scope
      const own = /^(.*)\.[^.]+$/.exec(scopeName)?.[1]
      const made: { known: Known; name: string }[] = []
      for (const written of [...scope.calls, ...scope.handed]) {
        const path = written.split('.')
        if ((path[0] === 'self' || path[0] === 'cls') && own !== undefined && path.length === 2) {
          yield { place, scope: `${own}.${path[1]}` }
          continue
        }
        for (const target of named(known, path, 0, inside)) {
          yield target
          const owner = byPlace.get(target.place)
          if (owner && target.scope.endsWith('.'))
            made.push({ known: owner, name: target.scope.slice(0, -1) })
        }
      }
      // Methods called on what this code made itself.
      const methods = new Set([
        ...scope.methods,
        ...scope.calls.flatMap((c) => /\.([^.]+)$/.exec(c)?.[1] ?? []),
      ])
      for (const { known: owner, name } of made) {
        for (const m of methods)
          yield {
            place: owner.place,
            scope: `${name}.${m === 'start' && !owner.scopes.has(`${name}.start`) ? 'run' : m}`,
          }
      }
    },
    scopeAt(place, line) {
      let best: OutlineScope | undefined
      for (const scope of byPlace.get(place)?.all ?? [])
        if (scope.start <= line && line <= scope.end && (!best || scope.start >= best.start)) best = scope
      return best?.name
    },
  }
}

function boundBy(imports: readonly OutlineImport[]): Map<string, OutlineImport[]> {
  const bound = new Map<string, OutlineImport[]>()
  for (const imported of imports) {
    const head = headOf(imported.as)
    const held = bound.get(head)
    if (held) held.push(imported)
    else bound.set(head, [imported])
  }
  return bound
}

function headOf(name: string): string {
  const dot = name.indexOf('.')
  return dot < 0 ? name : name.slice(0, dot)
}

export function moduleName(place: string): string {
  return place
    .replace(/\.pyw?$/, '')
    .replace(/(?:^|\/)__init__$/, '')
    .replaceAll('/', '.')
}
