import type { NamedSubject } from '../model/sighting.ts'
import type { AttributeDraft } from './mention.ts'
import { purl } from './purl.ts'

/** A reference to a container image: `registry/path/name:tag@digest`. */
export interface ImageReference {
  /** As people write it: without the registry and the folder that container tools fill in when none is written. */
  readonly name: string
  /** With registry and full path. */
  readonly repository: string
  readonly tag?: string
  /** `sha256:` and 64 hex digits. */
  readonly digest?: string
}

const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-{1,9})[a-z0-9]+)*$/
const HOST = /^(?:localhost|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*)(?::\d{1,5})?$/
const TAG = /^\w[\w.-]{0,127}$/
const DIGEST = /^sha256:[0-9a-f]{64}$/
const MAX_REFERENCE = 512
/** The registry that the grammar of image references fills in, under its names. */
const DEFAULT_HOSTS: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io'])

/** Undefined when the text is no image reference: a template, a stage of a build, a typing error. */
export function parseImage(text: string): ImageReference | undefined {
  if (text.length > MAX_REFERENCE) return undefined
  const bare = text.replace(/^(?:docker(?:-image)?|oci):\/\//, '')
  const at = bare.indexOf('@')
  const digest = at < 0 ? undefined : bare.slice(at + 1)
  if (digest !== undefined && !DIGEST.test(digest)) return undefined
  const named = at < 0 ? bare : bare.slice(0, at)
  const colon = named.lastIndexOf(':')
  const tagged = colon > named.lastIndexOf('/')
  const tag = tagged ? named.slice(colon + 1) : undefined
  if (tag !== undefined && !TAG.test(tag)) return undefined
  const path = (tagged ? named.slice(0, colon) : named).split('/')
  const written = path.length > 1 && isHost(path[0]!) ? path.shift()! : undefined
  if (path.length === 0 || !path.every((part) => part.length <= 128 && COMPONENT.test(part))) return undefined
  const host =
    written === undefined || DEFAULT_HOSTS.has(written.toLowerCase()) ? undefined : written.toLowerCase()
  if (host === undefined && path.length === 2 && path[0] === 'library') path.shift()
  const name = [...(host ? [host] : []), ...path].join('/')
  const repository = host ? name : `docker.io/${path.length === 1 ? 'library/' : ''}${name}`
  return { name, repository, ...(tag && { tag }), ...(digest && { digest }) }
}

/** The first part is a registry only when no path segment could look like it. */
function isHost(part: string): boolean {
  return (part === 'localhost' || /[.:A-Z]/.test(part)) && HOST.test(part)
}

/** Only a digest names one fixed image: a tag moves, and is an attribute. */
export function imageSubject({ name, repository, tag, digest }: ImageReference): NamedSubject {
  const url = purl({
    type: 'oci',
    name: name.slice(name.lastIndexOf('/') + 1),
    ...(digest && { version: digest }),
    qualifiers: { repository_url: repository, ...(tag && { tag }) },
  })
  return {
    by: 'name',
    kind: 'container',
    registry: 'oci',
    name,
    ...(digest && { version: digest }),
    purl: url,
  }
}

export function imageAttributes({ tag }: ImageReference): AttributeDraft[] {
  return [{ name: 'source', value: 'oci' }, ...(tag ? [{ name: 'tag' as const, value: tag }] : [])]
}
