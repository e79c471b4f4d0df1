import type { BlockCodec } from '../codecs/codec.ts'
import type { StoredTensor } from '../files/model-files.ts'
import type { RowReader } from '../pass/row-reader.ts'
import type { CellRows } from './cells.ts'
import type { Declared } from './declared.ts'

/** What a format may look at to recognise a weight. */
export interface Surroundings {
  /** A tensor of the file by its name. */
  readonly find: (name: string) => StoredTensor | undefined
  readonly declared: Declared
  /** The bytes of a small tensor: a shape, a description in JSON. */
  readonly bytes: (tensor: StoredTensor) => Promise<Uint8Array>
}

/** One way to store a weight as several tensors. */
export interface PackedFormat {
  /** What `quantization_config` calls it, and people. */
  readonly title: string
  /** Names in `quantization_config.quant_method` under which it goes. */
  readonly methods: readonly string[]
  /**
   * The weight whose codes this tensor holds: logical name, shape, codec and all stored parts. Undefined where it holds
   * none of this format. Throws a `ReadError` where the parts do not fit together.
   */
  claim(anchor: StoredTensor, around: Surroundings): Promise<StoredTensor | undefined>
  /** The codec of an id that `claim` gives as type; undefined for others. */
  codec(id: string): BlockCodec | undefined
  /** The group of every input of a weight, in the order in which groups were worked on. */
  readonly groups?: (tensor: StoredTensor, reader: RowReader) => Int32Array
  /** Reads a weight that `claim` made. */
  open(tensor: StoredTensor, reader: RowReader): CellRows
}
