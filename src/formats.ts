import { onnx } from './artifacts/onnx/format.ts'
import { hfConfig } from './artifacts/hf-config/format.ts'
import { safetensors } from './artifacts/safetensors/format.ts'
import type { Format } from './model/format.ts'

/** Every format that Assay reads, in the order in which their claims are asked. One folder, one line. */
export const formats: readonly Format<unknown>[] = [onnx, hfConfig, safetensors]
