import { normalizedPythonName, parseRequirement } from '../../../names/python-package.ts'
import { itemsOf, membersOf, textOf, type YamlNode } from '../../../text/block-yaml.ts'
import type { PackageDependency, PackageEntry, PackageStatement } from '../../package-set.ts'
import { isVirtualPackage } from '../channel.ts'
import { condaPackage, pythonPackage } from '../locked.ts'
import { parseMatchSpec } from '../../../names/conda-spec.ts'

export interface PixiPackage {
  /** What environments refer to it by. */
  readonly key: string
  readonly entry: PackageEntry
  /** What it needs when these extras are asked of it. */
  readonly requires: (extras: readonly string[]) => PackageDependency[]
}

/** `- conda: address`, `- pypi: address`, and what is built from source; undefined for other kinds. */
export function referenceOf(item: YamlNode): string | undefined {
  const m = membersOf(item)
  for (const kind of ['conda', 'pypi', 'conda_source', 'source']) {
    const address = textOf(m.get(kind))
    if (address !== undefined) return `${kind === 'conda_source' ? 'source' : kind} ${address}`
  }
  return undefined
}

/** Version 4 and 5 write `kind:` with `url:` or `path:`, later ones put the address behind the kind. */
export function readPixiPackage(item: YamlNode): PixiPackage | undefined {
  const m = membersOf(item)
  const text = (key: string): string | undefined => textOf(m.get(key))
  const kind = text('kind')
  const address = text('url') ?? text('path')
  const key =
    kind === undefined ? referenceOf(item) : address === undefined ? undefined : `${kind} ${address}`
  if (key === undefined) return undefined
  const place = key.slice(key.indexOf(' ') + 1)
  if (key.startsWith('pypi ')) return readPython(item, key, place)
  if (key.startsWith('conda ')) return readConda(item, key, place)
  return key.startsWith('source ') ? readSource(item, key, place) : undefined
}

function readConda(item: YamlNode, key: string, address: string): PixiPackage | undefined {
  const m = membersOf(item)
  const text = (name: string): string | undefined => textOf(m.get(name))
  const located = condaPackage({
    address,
    hashes: { sha256: text('sha256'), md5: text('md5') },
    size: text('size'),
    name: text('name'),
    version: text('version'),
    build: text('build'),
    subdir: text('subdir'),
  })
  return located && condaEntry(item, key, { ...located, scopes: [], dependencies: [], line: item.line })
}

/** `name[hash] @ path`: built on the spot, so that no file and no hash of it is published. */
function readSource(item: YamlNode, key: string, text: string): PixiPackage | undefined {
  const [named = '', place = ''] = text.split(' @ ', 2)
  const name = named.replace(/\[.*$/, '').trim().toLowerCase()
  if (name === '') return undefined
  const m = membersOf(item)
  const version = textOf(m.get('version'))
  const located = condaPackage({ address: place || '.', hashes: {}, name, version })
  return (
    located &&
    condaEntry(item, key, { ...located, distributions: [], scopes: [], dependencies: [], line: item.line })
  )
}

function condaEntry(item: YamlNode, key: string, entry: PackageEntry): PixiPackage {
  const m = membersOf(item)
  const dependencies = itemsOf(m.get('depends')).flatMap((depend): PackageDependency[] => {
    const spec = parseMatchSpec(textOf(depend) ?? '')
    if (!spec || isVirtualPackage(spec.name)) return []
    return [{ name: spec.name, ...(spec.requirement && { requirement: spec.requirement }) }]
  })
  return { key, entry: { ...entry, ...stated(m) }, requires: () => dependencies }
}

function readPython(item: YamlNode, key: string, address: string): PixiPackage | undefined {
  const m = membersOf(item)
  const text = (name: string): string | undefined => textOf(m.get(name))
  const located = pythonPackage({
    address,
    hashes: { sha256: text('sha256'), md5: text('md5') },
    name: text('name'),
    version: text('version'),
    index: text('index'),
    editable: text('editable') === 'true',
  })
  if (!located) return undefined
  const all = itemsOf(m.get('requires_dist')).flatMap((node) => {
    const found = parseRequirement(textOf(node) ?? '')
    return found ? [found] : []
  })
  const requires = (extras: readonly string[]): PackageDependency[] =>
    all
      .filter(({ marker }) => isAsked(marker, extras))
      .map(({ normalized, specifiers, marker }) => ({
        name: normalized,
        ...(specifiers && { requirement: specifiers }),
        ...(marker && { marker }),
      }))
  return { key, entry: { ...located, scopes: [], dependencies: [], line: item.line, ...stated(m) }, requires }
}

/** Requirements of extras that nobody asked for are no dependencies. */
function isAsked(marker: string | undefined, extras: readonly string[]): boolean {
  const named = [...(marker ?? '').matchAll(/\bextra\s*==\s*['"]([^'"]*)['"]/g)].map((m) =>
    normalizedPythonName(m[1]!),
  )
  return named.length === 0 || extras.some((extra) => named.includes(normalizedPythonName(extra)))
}

function stated(m: ReadonlyMap<string, YamlNode>): { stated?: readonly PackageStatement[] } {
  const license = textOf(m.get('license'))
  return license && license !== 'None' ? { stated: [{ name: 'license', value: license }] } : {}
}
