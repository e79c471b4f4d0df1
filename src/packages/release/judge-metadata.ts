import { normalizedPythonName, parseRequirement } from '../../names/python-package.ts'
import { coreMetadata, type CoreMetadata } from './core-metadata.ts'
import { releaseFinding, type ReleaseFinding } from './finding.ts'
import { hooksOf } from './roots.ts'
import type { ReleaseArchive, ReleaseMember } from './member.ts'
import { directRequirement, metadataMismatch } from './rules.ts'

const MAX_SHOWN = 20

/** The member that says what the distribution is. */
export function metadataMember(archive: ReleaseArchive): ReleaseMember | undefined {
  switch (archive.kind) {
    case 'wheel':
      return archive.members.find((m) => /^[^/]+\.dist-info\/METADATA$/.test(m.name))
    case 'sdist':
      return archive.members.find((m) => m.place === 'PKG-INFO')
    case 'conda':
      return archive.members.find((m) => m.name === 'info/index.json')
    case 'npm':
      return archive.members.find((m) => m.place === 'package.json')
    case 'archive':
      return undefined
    default:
      return archive.kind satisfies never
  }
}

export function metadataOf(archive: ReleaseArchive): CoreMetadata | undefined {
  const member = metadataMember(archive)
  const text = member && archive.texts.get(member.name)
  if (text === undefined) return undefined
  return archive.kind === 'conda' || archive.kind === 'npm' ? jsonMetadata(text) : coreMetadata(text)
}

/** `info/index.json` and `package.json` say the same in other words. */
function jsonMetadata(text: string): CoreMetadata | undefined {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof document !== 'object' || document === null) return undefined
  const get = (key: string): unknown =>
    Object.hasOwn(document, key) ? (document as Record<string, unknown>)[key] : undefined
  const word = (value: unknown): string | undefined =>
    typeof value === 'string' ? value.slice(0, 300) : undefined
  const depends = get('depends')
  const dependencies = get('dependencies')
  const requires = Array.isArray(depends)
    ? depends.flatMap((d) => word(d) ?? [])
    : typeof dependencies === 'object' && dependencies !== null
      ? Object.entries(dependencies).map(([name, range]) => `${name} ${word(range) ?? ''}`.trim())
      : []
  const people = [get('author'), get('maintainers'), get('contributors')].flat().flatMap(personOf)
  return {
    name: word(get('name')),
    version: word(get('version')),
    requires: requires.slice(0, 5000),
    people: [...new Set(people)].toSorted(),
    urls: [],
  }
}

function personOf(value: unknown): string[] {
  if (typeof value === 'string') return [value.slice(0, 200).toLowerCase()]
  if (typeof value !== 'object' || value === null) return []
  const { name, email } = value as { name?: unknown; email?: unknown }
  const known = [name, email].filter((v) => typeof v === 'string').join(' ')
  return known === '' ? [] : [known.slice(0, 200).toLowerCase()]
}

/** What the archive says of itself in several places, and where these differ. */
export function judgeMetadata(archive: ReleaseArchive): ReleaseFinding[] {
  const found: ReleaseFinding[] = []
  const { path } = archive
  const member = metadataMember(archive)
  const say = (message: string, severity: 'high' | 'medium' | 'low', of?: string): void => {
    if (found.length < MAX_SHOWN)
      found.push(
        releaseFinding(metadataMismatch, {
          path,
          severity,
          when: 'install',
          message,
          ...(of !== undefined && { member: of }),
        }),
      )
  }
  const metadata = metadataOf(archive)
  if (archive.kind === 'wheel') {
    if (member === undefined) say('has no METADATA', 'medium')
    judgeFolders(archive, say)
    judgeTags(archive, say)
  }
  if (metadata && member && (archive.kind === 'wheel' || archive.kind === 'sdist')) {
    const { name, version } = metadata
    if (name !== undefined && archive.name !== undefined && !sameName(name, archive.name))
      say(`its metadata name ${name}, its file name ${archive.name}`, 'medium', member.name)
    if (version !== undefined && archive.version !== undefined && !sameVersion(version, archive.version))
      say(`its metadata state version ${version}, its file name ${archive.version}`, 'medium', member.name)
  }
  found.push(...directRequirements(archive, metadata))
  return found
}

type Say = (message: string, severity: 'high' | 'medium' | 'low', of?: string) => void

function judgeFolders(archive: ReleaseArchive, say: Say): void {
  const folders = [
    ...new Set(archive.members.flatMap((m) => /^([^/]+)\.dist-info\//.exec(m.name)?.[1] ?? [])),
  ]
  if (folders.length > 1)
    say(`holds ${folders.length} dist-info folders: ${folders.slice(0, 4).join(', ')}`, 'high')
  for (const folder of folders.slice(0, 2)) {
    const dash = folder.lastIndexOf('-')
    const [name, version] = [folder.slice(0, dash), folder.slice(dash + 1)]
    if (archive.name !== undefined && dash > 0 && !sameName(name, archive.name))
      say(`its folder names ${name}, its file name ${archive.name}`, 'medium', `${folder}.dist-info/METADATA`)
    if (archive.version !== undefined && dash > 0 && !sameVersion(version, archive.version))
      say(
        `its folder states version ${version}, its file name ${archive.version}`,
        'low',
        `${folder}.dist-info/METADATA`,
      )
  }
}

/** Tags of the file name choose the wheel; those in WHEEL say for what it was built. */
function judgeTags(archive: ReleaseArchive, say: Say): void {
  const wheel = archive.members.find((m) => /^[^/]+\.dist-info\/WHEEL$/.test(m.name))
  if (!wheel) return say('has no WHEEL file', 'low')
  const text = archive.texts.get(wheel.name) ?? ''
  const tags = [...text.matchAll(/^Tag:[ \t]*(\S{1,200})\s*$/gm)].map((m) => m[1]!)
  const inName = /-([^-]+)-([^-]+)-([^-]+)\.whl$/i.exec(archive.path)
  if (tags.length === 0 || inName === null) return
  const named = new Set(
    inName[1]!.split('.').flatMap((py) => inName[2]!.split('.').map((abi) => `${py}-${abi}`)),
  )
  if (!tags.some((tag) => named.has(tag.split('-').slice(0, 2).join('-'))))
    say(`is tagged ${inName.slice(1).join('-')} by its name and ${tags[0]} inside`, 'low', wheel.name)
}

function directRequirements(archive: ReleaseArchive, metadata: CoreMetadata | undefined): ReleaseFinding[] {
  const member = metadataMember(archive)
  const rows = [
    ...(metadata?.requires ?? []).map((text) => ({ text, of: member?.name, by: 'needs' })),
    ...(archive.kind === 'sdist'
      ? hooksOf(archive).requires.map((text) => ({
          text,
          of: placed(archive, 'pyproject.toml'),
          by: 'is built with',
        }))
      : []),
  ]
  return rows.slice(0, 5000).flatMap(({ text, of, by }) => {
    const address = addressOf(archive, text)
    if (address === undefined || /@[0-9a-f]{40}(?:#|$)|#sha(?:256|512)[=-]/.test(address)) return []
    return [
      releaseFinding(directRequirement, {
        path: archive.path,
        ...(of !== undefined && { member: of }),
        when: 'install',
        message: `${by} a package from an address of its own: ${withoutSecrets(address)}`,
      }),
    ].slice(0, MAX_SHOWN)
  })
}

function addressOf({ kind }: ReleaseArchive, text: string): string | undefined {
  if (kind === 'npm') return / ((?:git|https?|github|ssh|file)[+:][^\s]*)$/.exec(text)?.[1]
  if (kind === 'conda') return undefined
  const parsed = parseRequirement(text)
  return parsed ? /^[^@]*@\s*(\S+)/.exec(text)?.[1] : undefined
}

function withoutSecrets(address: string): string {
  return address
    .replace(/\/\/[^/@]*@/, '//')
    .replace(/[?#].*$/, '')
    .slice(0, 200)
}

function placed(archive: ReleaseArchive, place: string): string | undefined {
  return archive.members.find((m) => m.place === place)?.name
}

function sameName(a: string, b: string): boolean {
  return normalizedPythonName(a) === normalizedPythonName(b)
}

/** Spellings of one version: `1.0` and `1.0.0`, `1.0-1` and `1.0.post1` are left to an index. */
function sameVersion(a: string, b: string): boolean {
  const plain = (v: string): string =>
    v
      .toLowerCase()
      .replace(/^v/, '')
      .replaceAll(/[-_]/g, '.')
      .replace(/\+.*$/, (local) => local.replaceAll('_', '.'))
      .replaceAll(/(?<=[a-z])[.](?=\d)|[.](?=[a-z])/g, '')
      .replace(/(?:\.0)+$/, '')
      .replaceAll(/\b0+(?=\d)/g, '')
  return plain(a) === plain(b)
}
