import type { Attribute } from './attribute.ts'
import type { Evidence } from './finding.ts'
import type { Digest, Identity } from './identity.ts'

/** A file, or a member that a reader claimed, by its bytes. */
export interface Artifact {
  readonly path: string
  /** Absent when the bytes could not be read to the end. */
  readonly digest?: Digest
  /** Bytes. */
  readonly size: number
  /** Id of the format that claimed the bytes, else `unknown`. */
  readonly format: string
}

export const COMPONENT_KINDS = [
  'model',
  'dataset',
  'package',
  'plugin',
  'prompt',
  'service',
  'container',
  'training',
  'file',
] as const
/** `training` is a run that made a model; `service` is reached over a network; `container` is an image. */
export type ComponentKind = (typeof COMPONENT_KINDS)[number]

export interface Component {
  readonly id: string
  readonly kind: ComponentKind
  readonly name: string
  readonly version?: string
  readonly identity: Identity
  /** Paths of the artifacts it consists of. */
  readonly artifacts: readonly string[]
  readonly evidence: readonly Evidence[]
}

export type HashAlgorithm =
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha1'
  | 'md5'
  | 'blake2b-256'
  | 'blake2b-512'
  | 'blake3'

/** A hash that a file states or a tool worked out; lower-case hex. Never a git commit or a tree id. */
export interface Hash {
  readonly algorithm: HashAlgorithm
  readonly value: string
}

/** A file under which a component is published: a wheel, an sdist, a tarball, a weight file on a hub. */
export interface Distribution {
  readonly filename?: string
  /** Without credentials. */
  readonly url?: string
  readonly hashes: readonly Hash[]
  /** Bytes. */
  readonly size?: number
  /** ISO 8601 UTC. */
  readonly uploadedAt?: string
}

/** A component with all that is known of it. */
export interface InventoryItem extends Component {
  /** Sorted by name, key, then status, the surest first. */
  readonly attributes: readonly Attribute[]
  readonly distributions: readonly Distribution[]
}

export const RELATION_KINDS = [
  'contains',
  'depends-on',
  'derived-from',
  'trained-on',
  'tested-on',
  'provides',
  'describes',
] as const
/** `from` made, holds, needs, was derived from or trained on `to`. A training run `provides` the model that it made. */
export type RelationKind = (typeof RELATION_KINDS)[number]

export interface Relation {
  readonly from: string
  readonly to: string
  readonly kind: RelationKind
  readonly evidence: Evidence
}
