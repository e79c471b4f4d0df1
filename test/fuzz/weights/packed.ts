import { NF4 } from '../../../src/lineage/packed/nibble-tables.ts'
import { weights, type WrittenTensor } from '../../lineage/model-writing.ts'
import type { Described } from './described.ts'

const LAYER = 'model.layers.0.mlp.gate_proj'

/** The gate projection as each packed format holds it, with codes that mean nothing: what is tried is that they are read. */
export function packed(): Readonly<Record<string, Described>> {
  return {
    'gptq.safetensors': model([
      part('.qweight', 'I32', [32, 32]),
      part('.qzeros', 'I32', [8, 4]),
      part('.scales', 'F16', [8, 32]),
      whole(
        '.g_idx',
        'I32',
        Int32Array.from({ length: 256 }, (_, i) => i >> 5),
      ),
    ]),
    'awq.safetensors': model([
      part('.qweight', 'I32', [256, 4]),
      part('.qzeros', 'I32', [8, 4]),
      part('.scales', 'F16', [8, 32]),
    ]),
    'compressed.safetensors': model([
      part('.weight_packed', 'I32', [32, 32]),
      part('.weight_scale', 'BF16', [32, 8]),
      part('.weight_zero_point', 'I32', [4, 8]),
      whole('.weight_shape', 'I64', BigInt64Array.of(32n, 256n)),
    ]),
    'int8.safetensors': model([part('.weight', 'I8', [32, 256]), part('.weight_scale', 'BF16', [32, 1])]),
    'bnb8.safetensors': model([part('.weight', 'I8', [32, 256]), part('.SCB', 'F32', [32])]),
    'bnb4.safetensors': model([
      part('.weight', 'U8', [4096, 1]),
      part('.weight.absmax', 'U8', [128]),
      whole('.weight.quant_map', 'F32', NF4.values),
      part('.weight.nested_absmax', 'F32', [1]),
      part('.weight.nested_quant_map', 'F32', [256]),
      described('.weight.quant_state.bitsandbytes__nf4', {
        quant_type: 'nf4',
        blocksize: 64,
        nested_blocksize: 256,
        nested_offset: 0.04,
        dtype: 'bfloat16',
        nested_dtype: 'float32',
        shape: [32, 256],
      }),
    ]),
    'mlx.safetensors': model([
      part('.weight', 'U32', [32, 32]),
      part('.scales', 'BF16', [32, 4]),
      part('.biases', 'BF16', [32, 4]),
    ]),
    'fp8.safetensors': model([
      part('.weight', 'F8_E4M3', [32, 256]),
      part('.weight_scale_inv', 'F32', [1, 2]),
    ]),
    'mxfp4.safetensors': model([
      part('.weight_packed', 'U8', [32, 128]),
      part('.weight_scale', 'U8', [32, 8]),
    ]),
    'nvfp4.safetensors': model([
      part('.weight_packed', 'U8', [32, 128]),
      part('.weight_scale', 'F8_E4M3', [32, 16]),
      part('.weight_global_scale', 'F32', [1]),
    ]),
  }
}

const BYTES: Readonly<Record<string, number>> = { I64: 8, I32: 4, U32: 4, F32: 4, F16: 2, BF16: 2 }

function part(suffix: string, type: string, shape: readonly number[]): WrittenTensor {
  const size = shape.reduce((a, b) => a * b, 1) * (BYTES[type] ?? 1)
  // Halves and floats of moderate size; as codes they are as good as any.
  const data = Buffer.from(weights(Math.ceil(size / 2), size, 40).buffer)
  const moderate = Uint8Array.from({ length: size }, (_, i) => data[2 * i]! ^ data[2 * i + 1]! ^ (i & 63))
  return { name: `${LAYER}${suffix}`, shape, type, data: moderate }
}

/** What has to mean something for the weight to be read at all. */
function whole(
  suffix: string,
  type: string,
  values: Int32Array | BigInt64Array | Float32Array,
): WrittenTensor {
  const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  return { name: `${LAYER}${suffix}`, shape: [values.length], type, data }
}

function described(suffix: string, state: object): WrittenTensor {
  const data = Buffer.from(JSON.stringify(state))
  return { name: `${LAYER}${suffix}`, shape: [data.length], type: 'U8', data }
}

function model(tensors: readonly WrittenTensor[]): Described {
  return { kind: 'safetensors', tensors }
}
