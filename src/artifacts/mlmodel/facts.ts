import type { JsonValue } from '../../bytes/json.ts'

/** How an MLflow model names something that is imported, unpickled or run. */
export interface LoaderReference {
  readonly key: 'loader_module' | 'code' | 'python_model' | 'model_code_path' | 'data' | 'env' | 'artifact'
  readonly flavor: string
  readonly value: string
  /** From one. */
  readonly line: number
}

export interface MlmodelFacts {
  readonly references: readonly LoaderReference[]
  readonly flavors: readonly string[]
  /** A folder of code that MLflow puts on Python's path before it imports the loader. */
  readonly hasCode: boolean
  /** All of it, for what it says of the model; `null` where that cannot be read. */
  readonly document: JsonValue
}
