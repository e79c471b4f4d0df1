import { ggufFile, safetensorsFile } from '../../lineage/model-writing.ts'
import type { Described } from './described.ts'

export function written(model: Described): Buffer {
  return model.kind === 'gguf' ? ggufFile(model.metadata, model.tensors) : safetensorsFile(model.tensors)
}

/** Where its first tensor begins. */
export function dataStart(model: Described, file: Uint8Array): number {
  const sizes = model.tensors.map(({ data }) =>
    model.kind === 'gguf' ? Math.ceil(data.length / 32) * 32 : data.length,
  )
  return file.length - sizes.reduce((sum, size) => sum + size, 0)
}
