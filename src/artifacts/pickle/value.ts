/**
 * What the symbolic machine knows of an object on its stack. Nothing is ever constructed:
 * a call stays a call, with what it was given. Materialised on demand from the machine's
 * compact handles, to a bounded depth and size; `unknown` stands where the bound cut.
 */
export type Value =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | StringValue
  | BytesValue
  | SequenceValue
  | DictValue
  | GlobalValue
  | CallValue
  | { readonly kind: 'persistent'; readonly id: Value }
  /** Protocol 5 out-of-band buffer. */
  | { readonly kind: 'buffer' }
  /** `copyreg` extension code that the stream did not register. */
  | { readonly kind: 'extension'; readonly code: number }
  | { readonly kind: 'unknown'; readonly why: 'depth' | 'size' | 'cycle' | 'raw-array' | 'underflow' }

interface StringValue {
  readonly kind: 'str'
  /** The first 4 KiB characters at most. */
  readonly value: string
  /** UTF-8 bytes (latin-1 for STRING opcodes) in the stream. */
  readonly size: number
  /** Offset of the first byte in the entry. */
  readonly at: number
}

interface BytesValue {
  readonly kind: 'bytes' | 'bytearray'
  readonly size: number
  readonly at: number
  /** The first 4 KiB at most. */
  readonly head: Uint8Array
}

interface SequenceValue {
  readonly kind: 'tuple' | 'list' | 'set' | 'frozenset'
  /** The first 256 at most. */
  readonly items: readonly Value[]
  readonly length: number
}

export interface DictValue {
  readonly kind: 'dict'
  /** The first 256 at most. */
  readonly items: readonly (readonly [Value, Value])[]
  readonly length: number
}

export interface GlobalValue {
  readonly kind: 'global'
  readonly module: string
  /** May be dotted from protocol 4 on: `os.system` in module `torch.serialization`. */
  readonly name: string
  readonly at: number
}

export interface CallValue {
  readonly kind: 'call'
  readonly callee: Value
  readonly args: readonly Value[]
  readonly kwargs?: DictValue
  readonly via: CallOpcode
  readonly at: number
}

export type CallOpcode = 'REDUCE' | 'NEWOBJ' | 'NEWOBJ_EX' | 'OBJ' | 'INST'
