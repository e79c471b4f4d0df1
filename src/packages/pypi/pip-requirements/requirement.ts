import type { Distribution } from '../../../model/component.ts'
import {
  exactVersion,
  isPythonName,
  normalizedPythonName,
  parseRequirement,
  type PythonRequirement,
} from '../../../names/python-package.ts'
import { withoutCredentials } from '../../../text/web-address.ts'
import type { PackageEntry, PackageSource } from '../../package-set.ts'
import { archiveName } from '../../../names/archive-name.ts'
import { directSource } from '../dependency.ts'
import { fileName, hashOf, namedHash } from '../distributions.ts'
import { fragmentOf } from '../version-control.ts'

/** A requirement of pip: a package, a project in a folder whose own files name it, or neither. */
export type PipRequirement =
  | { readonly kind: 'package'; readonly entry: PackageEntry }
  | { readonly kind: 'project'; readonly path: string }

interface Place {
  readonly line: number
  readonly lineEnd: number
  readonly hashes: readonly string[]
  readonly editable: boolean
}

/** Undefined when pip would not take it either. */
export function pipRequirement(text: string, place: Place): PipRequirement | undefined {
  const named = place.editable ? undefined : (parseRequirement(text) ?? parameterized(text))
  // A folder may have a name that could be one of a package only with a separator in it.
  if (named) return { kind: 'package', entry: namedEntry(named, place) }
  return directRequirement(text, place)
}

const MAX_PARAMETERIZED = 1000

/** `name==${VERSION}`: pip fills in the environment, which is not here. */
function parameterized(text: string): PythonRequirement | undefined {
  if (!text.includes('${')) return undefined
  const found = parseRequirement(text.replaceAll(/\$\{[A-Z0-9_]{1,100}\}/g, '0'))
  if (!found || found.url !== undefined || text.length > MAX_PARAMETERIZED) return undefined
  const specifiers = /[<>=!~]=?=?[^;@]*\$\{[^;]*/.exec(text)?.[0]?.trim()
  return specifiers ? { ...found, specifiers } : undefined
}

function namedEntry(requirement: PythonRequirement, place: Place): PackageEntry {
  const { normalized, extras, specifiers, url, marker } = requirement
  const file = url === undefined ? undefined : archiveName(fileName(url) ?? '')
  const ofFile = file && normalizedPythonName(file.name) === normalized ? file.version : undefined
  const exact = specifiers.includes('$') ? undefined : exactVersion(specifiers)
  const version = exact ?? ofFile
  return {
    ecosystem: 'pypi',
    name: normalized,
    ...(version && { version }),
    ...(specifiers && { requirement: specifiers }),
    scopes: [],
    ...(extras.length > 0 && { extras }),
    source: url === undefined ? { kind: 'registry' } : directSource(url),
    distributions: distributionsOf(url, place.hashes),
    dependencies: [],
    ...(marker && { marker }),
    line: place.line,
    lineEnd: place.lineEnd,
  }
}

/** An address or a path alone. Its name is what `#egg=` says, else that of the file or repository. */
function directRequirement(text: string, place: Place): PipRequirement | undefined {
  const { address, marker } = splitMarker(text)
  const isAddress = /^(?:(?:git|hg|svn|bzr)\+\S|[A-Za-z][A-Za-z0-9+.-]+:\/\/|file:)/.test(address)
  const isPath = /^\.|^~?[/\\]|^[A-Za-z]:\\|[/\\]|\.(?:whl|zip|tar\.(?:gz|bz2|xz)|tgz)$/.test(address)
  if (/\s/.test(address) || !(isAddress || isPath || place.editable) || /^[@=<>!~]/.test(address))
    return undefined
  const source = sourceOf(address, place.editable)
  const named = nameOf(address, source)
  if (!named) return source.kind === 'path' ? { kind: 'project', path: source.path } : undefined
  const entry: PackageEntry = {
    ecosystem: 'pypi',
    name: normalizedPythonName(named.name),
    ...(named.version && { version: named.version }),
    scopes: [],
    ...(named.by && { namedBy: named.by }),
    ...(named.extras && named.extras.length > 0 && { extras: named.extras }),
    ...(place.editable && { editable: true }),
    source,
    distributions: source.kind === 'git' ? [] : distributionsOf(address, place.hashes),
    dependencies: [],
    ...(marker && { marker }),
    line: place.line,
    lineEnd: place.lineEnd,
  }
  return { kind: 'package', entry }
}

function splitMarker(text: string): { readonly address: string; readonly marker?: string } {
  const end = text.search(/\s;|;\s/)
  if (end < 0) return { address: text.trim() }
  return { address: text.slice(0, end).trim(), marker: text.slice(end).replace(/^\s*;/, '').trim() }
}

function sourceOf(address: string, editable: boolean): PackageSource {
  const hash = address.indexOf('#')
  const source = directSource(address, editable)
  // What follows the hash of a plain file says what is expected of it, not where it is.
  return source.kind === 'git' || hash < 0 ? source : directSource(address.slice(0, hash), editable)
}

interface Named {
  readonly name: string
  readonly version?: string
  readonly extras?: readonly string[]
  readonly by?: 'repository' | 'file'
}

function nameOf(address: string, source: PackageSource): Named | undefined {
  const egg = fragmentOf(address).get('egg')
  const stated = egg === undefined ? undefined : parseRequirement(egg)
  if (stated && stated.url === undefined) {
    const version = exactVersion(stated.specifiers)
    return { name: stated.name, extras: stated.extras, ...(version && { version }) }
  }
  const file = source.kind === 'git' ? undefined : archiveName(fileName(address.replaceAll('\\', '/')) ?? '')
  if (file) return { ...file, by: 'file' }
  // A part of a repository has a name of its own.
  if (source.kind !== 'git' || source.subdirectory !== undefined) return undefined
  const name = (fileName(source.url.replace(/\/+$/, '')) ?? '').replace(/\.git$/, '')
  return isPythonName(name) ? { name, by: 'repository' } : undefined
}

function distributionsOf(address: string | undefined, given: readonly string[]): readonly Distribution[] {
  const hashes = given.flatMap((text) => hashOf(text) ?? [])
  if (address === undefined) return hashes.map((hash) => ({ hashes: [hash] }))
  if (/^(?:git|hg|svn|bzr)\+/.test(address)) return []
  const stated = [...fragmentOf(address)].flatMap(([name, value]) => namedHash(name, value) ?? [])
  const filename = fileName(address)
  const url = /^https?:/i.test(address) ? withoutCredentials(address.replace(/#.*$/s, '')) : undefined
  if (!url && stated.length + hashes.length === 0) return []
  return [{ ...(filename && { filename }), ...(url && { url }), hashes: [...stated, ...hashes] }]
}
