/** An object that loading rebuilds: `{class_name, module, config}` at any depth. */
export interface KerasObject {
  /** Where it stands: `config.layers[0]`. */
  readonly where: string
  /** Absent in configurations of Keras 2, which name classes only. */
  readonly module?: string
  /** The class, or the function for `class_name: "function"`. */
  readonly name: string
  readonly kind: 'class' | 'function'
  readonly registeredName?: string
}

/** A Lambda: Python of its author, as bytecode or by name. */
export interface LambdaFact {
  readonly where: string
  /** A function by name; bytecode has none. */
  readonly named?: string
  readonly code?: BytecodeFact
}

export interface BytecodeFact {
  /** Bytes. */
  readonly size: number
  /** Absent when the code object could not be read. */
  readonly names?: readonly string[]
  readonly strings?: readonly string[]
}

/** A configuration value that a layer opens as a file, or a name that TensorFlow resolves to an operation. */
export interface KerasReference {
  readonly where: string
  readonly kind: 'file' | 'model' | 'pickle' | 'operation' | 'callable'
  /** Class that takes it. */
  readonly owner: string
  readonly value: string
}

export interface KerasFacts {
  readonly objects: readonly KerasObject[]
  readonly lambdas: readonly LambdaFact[]
  readonly references: readonly KerasReference[]
}
