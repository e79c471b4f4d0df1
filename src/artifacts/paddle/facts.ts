import type { Span } from '../../bytes/protobuf/wire.ts'

/** An operator type with the string attributes of a node that uses it; once for each distinct pair. */
export interface OperatorFact {
  readonly type: string
  readonly attributes: Readonly<Record<string, string>>
  readonly at: Span
}

export interface PaddleFacts {
  readonly container: 'program' | 'pir'
  readonly operators: readonly OperatorFact[]
  readonly nodes: number
}
