import type { DoctypeFact, EntityFact } from '../xml-entity.ts'

/** An operation that no opset of OpenVINO has, once each. */
export interface ExtensionOperation {
  readonly type: string
  readonly opset: string
  readonly line: number
}

/** An attribute that names a library, a kernel or an address. */
export interface ReferenceFact {
  readonly element: string
  readonly attribute: string
  readonly target: string
  readonly line: number
}

/** A constant whose place in the weights file cannot be one. */
export interface PlaceFlaw {
  readonly says: string
  readonly line: number
}

export interface OpenvinoFacts {
  readonly container: 'network' | 'custom-layers'
  readonly version: string
  readonly layers: number
  readonly extensions: readonly ExtensionOperation[]
  readonly references: readonly ReferenceFact[]
  readonly flaws: readonly PlaceFlaw[]
  readonly doctype: DoctypeFact | undefined
  readonly entities: readonly EntityFact[]
}
