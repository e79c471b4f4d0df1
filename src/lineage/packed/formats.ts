import type { BlockCodec } from '../codecs/codec.ts'
import { ReadError } from '../../model/read-error.ts'
import type { StoredTensor } from '../files/model-files.ts'
import type { RowReader } from '../pass/row-reader.ts'
import { awq } from './awq.ts'
import { bitsandbytes4 } from './bitsandbytes.ts'
import { bitsandbytes8 } from './bitsandbytes-int8.ts'
import type { CellRows } from './cells.ts'
import { compressedTensors } from './compressed-tensors.ts'
import { float4 } from './float4-blocks.ts'
import { fp8 } from './fp8.ts'
import { gptq } from './gptq.ts'
import { mlx } from './mlx.ts'
import type { PackedFormat } from './packed-format.ts'

/** Asked in this order: names that two formats share are told apart by shapes. */
export const PACKED_FORMATS: readonly PackedFormat[] = [
  awq,
  gptq,
  bitsandbytes4,
  bitsandbytes8,
  compressedTensors,
  mlx,
  float4,
  fp8,
]

/** The codec of a packed weight; undefined for ids of other kinds. */
export function packedCodec(id: string): BlockCodec | undefined {
  for (const format of PACKED_FORMATS) {
    const codec = format.codec(id)
    if (codec) return codec
  }
  return undefined
}

/** The format of a codec id. */
function packedFormat(id: string): PackedFormat | undefined {
  return PACKED_FORMATS.find((format) => format.codec(id) !== undefined)
}

/** Reads rows of a weight that several tensors hold. */
export function openPacked(tensor: StoredTensor, reader: RowReader): CellRows {
  const format = packedFormat(tensor.type)
  if (!format)
    throw new ReadError('unsupported', `${JSON.stringify(tensor.name)} is of unknown type ${tensor.type}`)
  return format.open(tensor, reader)
}

/** The group of every input of a weight; undefined for formats without error feedback. */
export function columnGroups(tensor: StoredTensor, reader: RowReader): Int32Array | undefined {
  return packedFormat(tensor.type)?.groups?.(tensor, reader)
}
