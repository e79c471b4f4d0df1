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

export type ComponentKind = 'model' | 'dataset' | 'package' | 'plugin' | 'prompt' | 'service' | 'file'

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

export type RelationKind =
  | 'contains'
  | 'depends-on'
  | 'derived-from'
  | 'trained-on'
  | 'provides'
  | 'describes'

export interface Relation {
  readonly from: string
  readonly to: string
  readonly kind: RelationKind
  readonly evidence: Evidence
}
