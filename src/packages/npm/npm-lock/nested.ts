import { isObject, member, type JsonMember, type JsonObject, type JsonValue } from '../../../bytes/json.ts'
import type { PackageDependency, PackageEntry } from '../../package-set.ts'
import type { Skipped } from '../../skipped.ts'
import { ranges, text, truth } from '../json-values.ts'
import { mergedEntries } from '../merge.ts'
import { isExactVersion, isNpmName, resolvedSource, tarball } from '../resolved.ts'
import type { ReadLock } from './flat.ts'

interface Scope {
  readonly entries: ReadonlyMap<string, PackageEntry>
  readonly outer?: Scope
}

/** Version 1: packages inside the packages that need a version of their own. */
export function readNestedLock(root: JsonValue, title: string, checkpoint: () => void): ReadLock {
  const skipped: Skipped[] = []
  const entries: PackageEntry[] = []
  const visit = (members: JsonObject | undefined, outer: Scope | undefined): void => {
    const level: { readonly m: JsonMember; readonly entry: PackageEntry }[] = []
    for (const m of members?.members ?? []) {
      checkpoint()
      const entry = readEntry(m)
      if (entry) level.push({ m, entry })
      else skipped.push({ line: m.line, detail: 'a package without a usable name' })
    }
    const scope: Scope = {
      entries: new Map(level.map(({ m, entry }) => [m.key, entry])),
      ...(outer && { outer }),
    }
    for (const { m, entry } of level) {
      const nested = member(m.value, 'dependencies')?.value
      const own = isObject(nested) ? nested : undefined
      const inside: Scope = own
        ? {
            entries: new Map(own.members.flatMap((n) => [[n.key, readEntry(n)] as const]).filter(isRead)),
            outer: scope,
          }
        : scope
      const needed = ranges(member(m.value, 'requires')?.value).map(({ name, range }): PackageDependency => {
        const target = found(name, inside)
        return {
          name: target?.name ?? name,
          requirement: range,
          ...(target?.version && { version: target.version }),
          ...(target?.source && { source: target.source }),
        }
      })
      entries.push({ ...entry, dependencies: needed })
      if (own) visit(own, scope)
    }
  }
  const top = member(root, 'dependencies')?.value
  visit(isObject(top) ? top : undefined, undefined)
  const name = text(root, 'name')
  const version = text(root, 'version')
  return {
    set: {
      kind: 'lock',
      title,
      complete: skipped.length === 0,
      projects: name === undefined ? [] : [{ name, ...(version && { version }), line: 1, dependencies: [] }],
      packages: mergedEntries(entries),
      indexes: [],
      options: [],
      includes: [],
    },
    skipped,
  }
}

function isRead(pair: readonly [string, PackageEntry | undefined]): pair is readonly [string, PackageEntry] {
  return pair[1] !== undefined
}

/** The version is an address when it comes from no registry, and `npm:name@version` under another name. */
function readEntry({ key, line, value }: JsonMember): PackageEntry | undefined {
  if (!isObject(value)) return undefined
  const written = text(value, 'version') ?? ''
  const alias = /^npm:((?:@[^@/]+\/)?[^@/]+)@(.+)$/.exec(written)
  const name = alias?.[1] ?? key
  if (!isNpmName(name)) return undefined
  const plain = alias?.[2] ?? written
  const version = isExactVersion(plain) ? plain : undefined
  const resolved = text(value, 'resolved') ?? (version === undefined ? plain : undefined)
  const integrity = text(value, 'integrity')
  const source =
    resolved === undefined
      ? integrity === undefined || truth(value, 'bundled')
        ? undefined
        : ({ kind: 'registry' } as const)
      : (resolvedSource(version === undefined ? plain : resolved, name) ?? resolvedSource(resolved, name))
  return {
    ecosystem: 'npm',
    name,
    ...(version && { version }),
    scopes: truth(value, 'dev') ? ['dev'] : [],
    ...(truth(value, 'optional') && { optional: true }),
    ...(source && { source }),
    distributions: tarball(source, resolved, integrity),
    dependencies: [],
    line,
  }
}

function found(name: string, from: Scope): PackageEntry | undefined {
  for (let scope: Scope | undefined = from; scope; scope = scope.outer) {
    const entry = scope.entries.get(name)
    if (entry) return entry
  }
  return undefined
}
