import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../../bytes/json.ts'
import type { AttributeName } from '../../../model/attribute.ts'
import { withoutCredentials, withoutCredentialsWithin } from '../../../text/web-address.ts'
import type { PackageEntry, PackageStatement } from '../../package-set.ts'
import type { Skipped } from '../../skipped.ts'
import { text } from '../json-values.ts'
import { mergedEntries } from '../merge.ts'
import { gitSource, isExactVersion, isNpmName, resolvedSource } from '../resolved.ts'
import type { PackageJsonFacts } from './facts.ts'

const SECTIONS: readonly { readonly key: string; readonly scope?: string; readonly optional?: true }[] = [
  { key: 'dependencies' },
  { key: 'devDependencies', scope: 'dev' },
  { key: 'optionalDependencies', optional: true },
  { key: 'peerDependencies', scope: 'peer' },
]
const MAX_TEXT = 500
const MAX_PEOPLE = 100

export function readManifest(
  root: JsonObject,
  installed: boolean,
): { readonly facts: PackageJsonFacts; readonly skipped: readonly Skipped[] } {
  const skipped: Skipped[] = []
  const entries = SECTIONS.flatMap(({ key, scope, optional }) => {
    const section = member(root, key)
    if (section === undefined || section.value === null) return []
    if (!isObject(section.value)) {
      // Some list what is bundled in them.
      if (!isArray(section.value) || section.value.items.length > 0)
        skipped.push({ line: section.line, detail: `${key} that is no object` })
      return []
    }
    return section.value.members.flatMap(({ key: name, value, line }): PackageEntry[] => {
      const entry = typeof value === 'string' ? required(name, value.trim(), line) : undefined
      if (!entry) {
        skipped.push({ line, detail: 'a dependency without a usable name and range' })
        return []
      }
      return [{ ...entry, scopes: scope === undefined ? [] : [scope], ...(optional && { optional }) }]
    })
  })
  const name = text(root, 'name')
  const version = text(root, 'version')
  return {
    facts: {
      installed,
      ...(name && isNpmName(name) && { name }),
      ...(version && isExactVersion(version) && { version }),
      line: member(root, 'name')?.line ?? 1,
      stated: statements(root),
      set: {
        kind: 'manifest',
        title: 'package.json',
        complete: false,
        projects: [],
        packages: mergedEntries(entries),
        indexes: [],
        options: [],
        includes: [],
      },
    },
    skipped,
  }
}

/** A range, a tag, another name, or where else it comes from. */
function required(called: string, range: string, line: number): PackageEntry | undefined {
  const alias = /^npm:((?:@[^@/]+\/)?[^@/]+)(?:@(.*))?$/.exec(range)
  const name = alias?.[1] ?? called
  if (!isNpmName(name) || range.length > MAX_TEXT) return undefined
  const asked = alias ? (alias[2] ?? '') : range
  const bare = asked.replace(/^[=v]+(?=\d)/, '')
  const version = isExactVersion(bare) ? bare : undefined
  // `owner/repository` is one on GitHub.
  const hosted = /^[\w.-]+\/[\w.-]+(?:#.*)?$/.test(asked) ? `github:${asked}` : asked
  const source =
    version === undefined ? (gitSource(withoutCredentials(hosted)) ?? resolvedSource(asked, name)) : undefined
  return {
    ecosystem: 'npm',
    name,
    ...(version && { version }),
    ...(asked !== '' && { requirement: withoutCredentials(asked) }),
    direct: true,
    scopes: [],
    source:
      source === undefined
        ? { kind: 'registry' }
        : // A tarball that is asked for by its address comes from no registry.
          source.kind === 'registry'
          ? { kind: 'url', url: withoutCredentials(asked) }
          : source,
    distributions: [],
    dependencies: [],
    line,
  }
}

function statements(root: JsonObject): PackageStatement[] {
  const found: PackageStatement[] = []
  const add = (name: AttributeName, value: string | undefined, key: string): void => {
    const line = member(root, key)?.line
    if (!value || value.length > MAX_TEXT) return
    if (!found.some((s) => s.name === name && s.value === value))
      found.push({ name, value, ...(line !== undefined && { line }) })
  }
  const license = member(root, 'license')?.value
  const listed = member(root, 'licenses')?.value
  const contributors = member(root, 'contributors')?.value
  const description = text(root, 'description')
  add('description', description && withoutCredentialsWithin(description), 'description')
  // Long ago it was an object with a type, or a list of them.
  add('license', isObject(license) ? text(license, 'type') : text(root, 'license'), 'license')
  for (const one of isArray(listed) ? listed.items.slice(0, MAX_PEOPLE) : [])
    if (license === undefined) add('license', isObject(one) ? text(one, 'type') : plain(one), 'licenses')
  add('author', person(member(root, 'author')?.value), 'author')
  for (const one of isArray(contributors) ? contributors.items.slice(0, MAX_PEOPLE) : [])
    add('author', person(one), 'contributors')
  add('source-url', pageOf(root, 'repository'), 'repository')
  // Many pages are the readme of the repository.
  add('source-url', pageOf(root, 'homepage')?.replace(/#readme$/, ''), 'homepage')
  return found
}

function plain(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** An object with a name, or `Ann <ann@example.org> (https://ann.example)`. */
function person(value: JsonValue | undefined): string | undefined {
  const written = isObject(value) ? text(value, 'name') : plain(value)
  return written?.split(/[<(]/, 1)[0]?.trim()
}

function pageOf(root: JsonObject, key: string): string | undefined {
  const value = member(root, key)?.value
  const address = isObject(value) ? text(value, 'url') : text(root, key)
  return address === undefined ? undefined : repositoryPage(address)
}

function repositoryPage(address: string): string | undefined {
  const short = /^(?:[\w.-]+\/[\w.-]+)$/.test(address) ? `github:${address}` : address
  const source = gitSource(withoutCredentials(short))
  if (source?.kind === 'git') return source.url
  return /^https?:\/\//i.test(address) ? withoutCredentials(address) : undefined
}
