import type { Span } from '../../bytes/protobuf/wire.ts'

/** Native code of the application that the model asks for by class name. */
export interface CustomCode {
  readonly what: 'layer' | 'model' | 'operation'
  readonly className: string
  readonly at: Span
}

/** Another file that the model makes the system read. */
export interface FileReference {
  readonly what: 'linked model' | 'search path' | 'weights' | 'package item'
  readonly path: string
  readonly at: Span
}

export interface CoremlFacts {
  /** `mlmodel` is one message, `mlpackage` the manifest of a folder. */
  readonly container: 'mlmodel' | 'mlpackage'
  readonly specification: number
  readonly custom: readonly CustomCode[]
  readonly references: readonly FileReference[]
  readonly metadata: readonly (readonly [key: string, value: string])[]
}
