import type { Launch } from '../names/command/launch.ts'
import { imageAttributes, imageSubject } from '../names/container-image.ts'
import type { AttributeDraft, MentionedRelation } from '../names/mention.ts'
import { exactRevision, type GitSpec, type PackageSpec } from '../names/package-spec.ts'
import { purl } from '../names/purl.ts'
import { normalizedPythonName } from '../names/python-package.ts'
import type { NamedSubject } from '../model/sighting.ts'
import { maskedAddress } from './masked.ts'
import { treePath } from './tree-path.ts'

/** Which thing a command starts, as far as the command tells. */
export interface Launched {
  readonly subject: NamedSubject
  readonly attributes: readonly AttributeDraft[]
  readonly relations: readonly MentionedRelation[]
}

export interface LaunchPlace {
  /** Path of the configuration: where a name that it gives is defined. */
  readonly path: string
  /** Name that the configuration gives it: it bears no other one when the command does not tell. */
  readonly name: string
  /** Folder of the project, and folder in which it is started. */
  readonly project: string
  readonly folder?: string
}

export function launched(launch: Launch | undefined, place: LaunchPlace): Launched {
  switch (launch?.kind) {
    case 'package':
      return {
        subject: packageSubject(launch.registry, launch.spec),
        attributes: packageAttributes(launch),
        relations: [],
      }
    case 'git':
      return { subject: gitSubject(launch.spec), attributes: gitAttributes(launch.spec), relations: [] }
    case 'image': {
      const container = imageSubject(launch.image)
      const subject = { ...container, kind: 'plugin' as const }
      return {
        subject,
        attributes: imageAttributes(launch.image),
        relations: [{ kind: 'depends-on', to: container }],
      }
    }
    case 'script': {
      const path = treePath(
        launch.path,
        place.project,
        [place.folder, launch.directory].filter(Boolean).join('/'),
      )
      if (path === undefined) break
      const subject = { ...configured(place), place: path }
      return { subject, attributes: [{ name: 'source', value: 'local' }], relations: [] }
    }
    case 'url': {
      const attributes: AttributeDraft[] = [
        { name: 'source', value: 'url' },
        { name: 'download-url', value: maskedAddress(launch.url) },
      ]
      return { subject: configured(place), attributes, relations: [] }
    }
    case 'module':
    case 'program': {
      // Which file the name leads to is not said, but the folder of its project is.
      const folder =
        launch.directory === undefined ? undefined : treePath(launch.directory, place.project, place.folder)
      if (folder === undefined) break
      const subject = { ...configured(place), place: folder }
      return { subject, attributes: [{ name: 'source', value: 'local' }], relations: [] }
    }
    case undefined:
      break
    default:
      launch satisfies never
  }
  return { subject: configured(place), attributes: [], relations: [] }
}

/** All that is known is what the configuration calls it. */
export function configured({ path, name }: Pick<LaunchPlace, 'path' | 'name'>): NamedSubject {
  return { by: 'name', kind: 'plugin', registry: path, name }
}

export function packageSubject(registry: string, { name, version }: PackageSpec): NamedSubject {
  const at = version === undefined ? {} : { version }
  const found = { by: 'name' as const, kind: 'plugin' as const, registry, name, ...at }
  const parts = name.split('/')
  const last = parts.pop()!
  const namespace = parts.length > 0 ? { namespace: parts.join('/') } : {}
  switch (registry) {
    case 'npm':
      return { ...found, purl: purl({ type: 'npm', ...namespace, name: last, ...at }) }
    case 'pypi':
      return { ...found, purl: purl({ type: 'pypi', name: normalizedPythonName(name), ...at }) }
    case 'nuget':
      return { ...found, purl: purl({ type: 'nuget', name, ...at }) }
    case 'golang':
      return { ...found, purl: purl({ type: 'golang', ...namespace, name: last, ...at }) }
    default:
      return found
  }
}

function packageAttributes(launch: Launch & { readonly kind: 'package' }): AttributeDraft[] {
  const { requirement } = launch.spec
  const index = indexOf(launch.options)
  return [
    { name: 'source', value: 'registry' },
    { name: 'ecosystem', value: launch.registry },
    ...(requirement === undefined ? [] : [{ name: 'requirement' as const, value: requirement }]),
    ...(index === undefined ? [] : [{ name: 'registry' as const, value: maskedAddress(index) }]),
  ]
}

/** The index that a runner was told to use. */
function indexOf(options: readonly string[]): string | undefined {
  for (const [i, option] of options.entries()) {
    const [name = '', value] = /^(--[\w-]+)=(.*)$/s.exec(option)?.slice(1) ?? [option]
    if (/^(?:--registry|--index-url|--default-index|--index|-i|--extra-index-url)$/.test(name))
      return value ?? options[i + 1]
  }
  return undefined
}

const FORGES: Readonly<Record<string, string>> = {
  'github.com': 'github',
  'gitlab.com': 'gitlab',
  'bitbucket.org': 'bitbucket',
}

function gitSubject(spec: GitSpec): NamedSubject {
  const version = exactRevision(spec)
  const at = version === undefined ? {} : { version }
  const type = Object.hasOwn(FORGES, spec.host) ? FORGES[spec.host]! : undefined
  const parts = spec.path.split('/')
  const name = parts.pop()!
  // Names of GitHub and Bitbucket are the same in either case.
  const folded = (part: string): string => (type === 'gitlab' ? part : part.toLowerCase())
  const url =
    type === 'github' || type === 'bitbucket'
      ? purl({
          type,
          namespace: folded(parts.join('/')),
          name: folded(name),
          ...at,
          ...(spec.subdirectory && { subpath: spec.subdirectory }),
        })
      : undefined
  return {
    by: 'name',
    kind: 'plugin',
    registry: type ?? spec.host,
    name: spec.path,
    ...at,
    ...(url && { purl: url }),
  }
}

export function gitAttributes(spec: GitSpec): AttributeDraft[] {
  return [
    { name: 'source', value: 'git' },
    { name: 'source-url', value: spec.repository },
    ...(spec.revision === undefined ? [] : [{ name: 'revision-requested' as const, value: spec.revision }]),
  ]
}
