import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../../bytes/json.ts'
import type { Discovery } from '../../../model/discoverer.ts'
import { overLimit } from '../../../model/read-error.ts'
import { exactVersion, isPythonName, normalizedPythonName } from '../../../names/python-package.ts'
import { statesCredentials, withoutCredentials } from '../../../text/web-address.ts'
import type { PackageEntry, PackageIndex, PackageSet, PackageSource } from '../../package-set.ts'
import { directSource } from '../dependency.ts'
import { hashOf } from '../distributions.ts'
import { gapsOf, type Skipped } from '../../skipped.ts'
import { EMPTY_LOCK, titleOf } from '../lock-file.ts'
import { MAIN, spokenScopes } from '../scopes.ts'
import { repository } from '../version-control.ts'

const MAX_PACKAGES = 50_000
const MAX_SCOPES = 200

export function* readPipfileLock(
  root: JsonObject,
  path: string,
  checkpoint: () => void,
): Generator<Discovery<PackageSet>> {
  const indexes = indexesOf(member(root, '_meta')?.value)
  const addresses = new Map(indexes.map(({ name, url }) => [name, url]))
  const packages = new Map<string, PackageEntry>()
  const skipped: Skipped[] = []
  let count = 0
  for (const category of root.members) {
    if (category.key === '_meta') continue
    if (!isObject(category.value)) {
      skipped.push({
        line: category.line,
        detail: `a category that is no object: ${category.key.slice(0, 80)}`,
      })
      continue
    }
    for (const { key, line, value } of category.value.members) {
      if ((++count & 255) === 0) checkpoint()
      if (count > MAX_PACKAGES) throw overLimit(`more than ${MAX_PACKAGES} packages in one file`)
      if (!isPythonName(key) || !isObject(value)) {
        skipped.push({ line, detail: `a package that cannot be read: ${key.slice(0, 80)}` })
        continue
      }
      const scope = category.key === 'default' ? MAIN : category.key === 'develop' ? 'dev' : category.key
      const entry = lockedPackage(key, value, line, addresses)
      // The same version stands in every category that needs it.
      const same = `${entry.name} ${entry.version ?? JSON.stringify(entry.source ?? null)} ${entry.marker ?? ''}`
      const known = packages.get(same)
      if (!known) packages.set(same, { ...entry, scopes: [scope] })
      else if (known.scopes.length < MAX_SCOPES)
        packages.set(same, { ...known, scopes: [...known.scopes, scope] })
    }
  }
  yield* gapsOf(path, skipped)
  const set: PackageSet = {
    ...EMPTY_LOCK,
    title: titleOf(path),
    packages: [...packages.values()].map((entry) => ({ ...entry, scopes: spokenScopes(entry.scopes) })),
    indexes,
  }
  yield { kind: 'facts', facts: set }
}

function lockedPackage(
  name: string,
  value: JsonObject,
  line: number,
  addresses: ReadonlyMap<string | undefined, string>,
): PackageEntry {
  const stated = textAt(value, 'version')
  const version = stated === undefined ? undefined : exactVersion(stated.replaceAll(' ', ''))
  const marker = textAt(value, 'markers')
  const extras = textsOf(member(value, 'extras')?.value)
  const source = sourceOf(value, addresses)
  const range = version === undefined && stated !== undefined && stated !== '*' ? stated : undefined
  return {
    ecosystem: 'pypi',
    name: normalizedPythonName(name),
    ...(version && { version }),
    ...(range && { requirement: range }),
    scopes: [],
    ...(extras.length > 0 && { extras }),
    ...(source && { source }),
    distributions: textsOf(member(value, 'hashes')?.value).flatMap((text) => {
      const hash = hashOf(text)
      return hash ? [{ hashes: [hash] }] : []
    }),
    dependencies: [],
    ...(marker && { marker }),
    line,
  }
}

function sourceOf(
  value: JsonObject,
  addresses: ReadonlyMap<string | undefined, string>,
): PackageSource | undefined {
  const subdirectory = textAt(value, 'subdirectory')
  for (const system of ['git', 'hg', 'svn', 'bzr'] as const) {
    const url = textAt(value, system)
    if (url !== undefined)
      return repository(url, {
        requested: textAt(value, 'ref'),
        subdirectory,
        ...(system !== 'git' && { system }),
      })
  }
  const editable = member(value, 'editable')?.value === true
  const direct = textAt(value, 'file') ?? textAt(value, 'path')
  if (direct !== undefined) return directSource(direct, editable)
  const index = textAt(value, 'index')
  if (index !== undefined) {
    const url = addresses.get(index)
    return { kind: 'registry', ...(url && { url }), name: index }
  }
  // With a single source there is no other that it could come from.
  const [only] = addresses.values()
  return addresses.size === 1 && only !== undefined ? { kind: 'registry', url: only } : undefined
}

function indexesOf(meta: JsonValue | undefined): readonly PackageIndex[] {
  const sources = member(meta, 'sources')?.value
  if (!isArray(sources)) return []
  return sources.items.slice(0, 100).flatMap((source, place) => {
    const url = textAt(source, 'url')
    if (url === undefined || !isObject(source)) return []
    const name = textAt(source, 'name')
    const index: PackageIndex = {
      role: place === 0 ? 'primary' : 'extra',
      url: withoutCredentials(url),
      ...(name && { name }),
      credentials: statesCredentials(url),
      ...(member(source, 'verify_ssl')?.value === false && { insecure: true }),
      line: source.line,
    }
    return [index]
  })
}

function textAt(value: JsonValue | undefined, key: string): string | undefined {
  const found = member(value, key)?.value
  return typeof found === 'string' && found !== '' ? found : undefined
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return isArray(value) ? value.items.filter((item) => typeof item === 'string') : []
}
