import type { Span } from '../../bytes/protobuf/wire.ts'

/** An operator type, however often the model uses it. */
export interface OperatorFact {
  readonly domain: string
  readonly type: string
  /** The first node that uses it. */
  readonly at: Span
  /** String attributes of that node, cut short: what a Python operator imports stands there. */
  readonly attributes: Readonly<Record<string, string>>
}

/** A tensor whose bytes stand in another file, as the model says it. */
export interface ExternalTensor {
  readonly tensor: string
  readonly location: string | undefined
  readonly offset: string | undefined
  readonly length: string | undefined
  readonly basepath: string | undefined
  /** Keys that the format does not know. */
  readonly otherKeys: readonly string[]
  /** Bytes that the shape needs; undefined where type or shape do not tell. */
  readonly needs: bigint | undefined
  readonly at: Span
}

/** A tensor whose bytes do not fit its shape. */
export interface TensorFlaw {
  readonly tensor: string
  readonly says: string
  readonly at: Span
}

export interface MetadataFact {
  readonly key: string
  readonly value: string
  readonly at: Span
}

export interface OnnxFacts {
  readonly irVersion: number
  readonly producer: string
  readonly opsets: readonly { readonly domain: string; readonly version: number }[]
  readonly operators: readonly OperatorFact[]
  /** Functions that the model defines: operators of their own. */
  readonly functions: readonly { readonly domain: string; readonly name: string; readonly at: Span }[]
  readonly external: readonly ExternalTensor[]
  readonly flaws: readonly TensorFlaw[]
  readonly metadata: readonly MetadataFact[]
  readonly nodes: number
  readonly tensors: number
}
