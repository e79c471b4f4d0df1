import type { WrittenTensor, WrittenValue } from '../../lineage/model-writing.ts'
import type { Random } from '../random.ts'
import type { Seed } from '../seeds.ts'
import type { Described } from './described.ts'
import { DESCRIBED } from './seeds.ts'
import { dataStart, written } from './write.ts'

/** Sizes at which arithmetic goes wrong, and those that still fit. */
const SIZES = [
  0,
  1,
  2,
  3,
  16,
  31,
  32,
  33,
  64,
  255,
  256,
  257,
  65_535,
  2 ** 31,
  2 ** 32,
  2 ** 40,
  Number.MAX_SAFE_INTEGER,
]
const GGML_TYPES = [
  0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 23, 24, 28, 29, 30, 34, 35, 39, 99,
]
const DTYPES = [
  'F64',
  'F32',
  'F16',
  'BF16',
  'F8_E4M3',
  'F8_E5M2',
  'F8_E8M0',
  'F4',
  'I64',
  'I32',
  'I8',
  'U8',
  'U32',
  'BOOL',
  'C64',
  '',
]
/** Halves that are no number, infinite, zero, the largest, the smallest. */
const SCALES = [0x7e00, 0xfe00, 0x7c00, 0xfc00, 0, 0x8000, 0x7bff, 1]

type Bytewise = (data: Uint8Array) => Buffer

/** A model with headers, shapes, types, metadata or weights changed; undefined where the seed is no model. */
export function mutateModel({ path, bytes }: Seed, random: Random, bytewise: Bytewise): Buffer | undefined {
  const model = DESCRIBED.get(path)
  if (!model) return undefined
  const way = random(10)
  if (way === 0) return bytewise(bytes)
  if (way < 4) return inData(Buffer.from(bytes), dataStart(model, bytes), random)
  if (way < 6) return inHeader(bytes, dataStart(model, bytes), bytewise)
  let changed = model
  for (let n = 1 + random(3); n > 0; n--) changed = describedAnew(changed, random)
  const file = written(changed)
  return random(4) === 0 ? inData(file, dataStart(changed, file), random) : file
}

/** A few weights or scales. */
function inData(file: Buffer, start: number, random: Random): Buffer {
  if (file.length - start < 2) return file
  for (let n = 1 + random(3); n > 0; n--) {
    const at = start + random(file.length - start - 1)
    const way = random(3)
    if (way === 0) file[at]! ^= 1 << random(8)
    else if (way === 1) file[at] = random(256)
    else file.writeUInt16LE(SCALES[random(SCALES.length)]!, at - ((at - start) % 2))
  }
  return file
}

/** The header may grow or shrink: offsets then mean other bytes. */
function inHeader(file: Uint8Array, start: number, bytewise: Bytewise): Buffer {
  return Buffer.concat([bytewise(file.subarray(0, start)), file.subarray(start)])
}

function describedAnew(model: Described, random: Random): Described {
  if (model.kind === 'gguf' && random(3) === 0)
    return { ...model, metadata: changedMetadata(model.metadata, random) }
  return { ...model, tensors: changedTensors(model.tensors, random) }
}

function changedTensors(tensors: readonly WrittenTensor[], random: Random): readonly WrittenTensor[] {
  const at = random(tensors.length)
  const chosen = tensors[at]
  if (!chosen) return tensors
  const other = tensors[random(tensors.length)]!
  const way = random(9)
  if (way === 0) return tensors.toSpliced(at, 1)
  if (way === 1) return [...tensors, random(2) === 0 ? chosen : { ...chosen, name: `${chosen.name}.more` }]
  if (way === 2) return tensors.with(at, { ...chosen, name: other.name })
  if (way === 3) return tensors.with(at, { ...chosen, data: other.data })
  return tensors.with(at, changedTensor(chosen, way, random))
}

function changedTensor(tensor: WrittenTensor, way: number, random: Random): WrittenTensor {
  const { shape, data, type } = tensor
  if (way === 4) {
    const types = typeof type === 'number' ? GGML_TYPES : DTYPES
    return { ...tensor, type: types[random(types.length)]! }
  }
  if (way === 5) return { ...tensor, data: data.subarray(0, random(data.length + 1)) }
  if (way === 6 && shape.length > 0)
    return { ...tensor, shape: shape.with(random(shape.length), SIZES[random(SIZES.length)]!) }
  if (way === 7) {
    const turned = random(2) === 0 ? shape.toReversed() : [shape.reduce((a, b) => a * b, 1)]
    return { ...tensor, shape: turned }
  }
  const many = Array.from({ length: random(6) }, () => SIZES[random(6)]!)
  return { ...tensor, shape: random(2) === 0 ? many : [...shape, 1] }
}

function changedMetadata(
  metadata: Readonly<Record<string, WrittenValue>>,
  random: Random,
): Readonly<Record<string, WrittenValue>> {
  const keys = Object.keys(metadata)
  const key = keys[random(keys.length)] ?? 'general.architecture'
  const { [key]: value = '', ...others } = metadata
  const way = random(5)
  if (way === 0) return others
  if (way === 1) return { ...metadata, 'general.alignment': [0, 1, 3, 32, 64, 4096, 2 ** 31][random(7)]! }
  if (way === 2) return { ...metadata, [key]: metadata[keys[random(keys.length)]!]! }
  if (way === 3 && Array.isArray(value)) return { ...metadata, [key]: changedArray(value, random) }
  const values: readonly WrittenValue[] = [
    0,
    1,
    7,
    0xffff_ffff,
    0.5,
    Number.NaN,
    Infinity,
    true,
    '',
    '__proto__',
    [],
    ['x'],
  ]
  return { ...metadata, [key]: values[random(values.length)]! }
}

function changedArray(values: readonly (string | number)[], random: Random): WrittenValue {
  const texts = values.map(String)
  const at = random(texts.length + 1)
  const way = random(3)
  if (way === 0) return texts.toSpliced(at, 1)
  if (way === 1)
    return texts.toSpliced(at, 0, ['', 'a', '\ud800', '__proto__', 'x'.repeat(70_000)][random(5)]!)
  return Array.from({ length: 1 + random(3000) }, (_, i) => texts[i % (texts.length || 1)] ?? '')
}
