import type { Effect } from './contract.ts'
import type { GlobalValue, Value } from './value.ts'

/** One pickle stream, from its first opcode to STOP or to where no unpickler goes on. */
export interface PickleFacts {
  /** Offset of the first opcode in the entry. */
  readonly start: number
  /** One past STOP, or where reading ended. */
  readonly end: number
  /** Highest PROTO seen; 0 when there is none. */
  readonly protocol: number
  readonly opcodes: number
  readonly stopped: boolean
  /** Why the walk ended before STOP. */
  readonly error?: { readonly at: number; readonly says: string }
  /** Distinct (module, name) with the first offset, over everything the stream names, called or not. */
  readonly globals: readonly GlobalUse[]
  /**
   * Effects that the allow-list does not prove harmless, deduplicated by what they do
   * (callee, arguments), at most 1,000; more than that is `truncated`.
   */
  readonly unproven: readonly UnprovenEffect[]
  readonly truncated: boolean
  /** Calls within their contracts, by `module.name`. */
  readonly proven: ReadonlyMap<string, number>
  /**
   * The stream as the C unpickler reads it from a file when frames end inside arguments: bytes that another
   * reader takes for data are opcodes here. Offsets count in the bytes that this reader sees.
   */
  readonly alternative?: true
  /** Places at which CPython's C and Python unpicklers, or `pickletools`, part ways. */
  readonly divergences: readonly Divergence[]
  /** Tags of persistent ids (`storage`), with how often. */
  readonly persistentIds: ReadonlyMap<string, number>
  /** Python-like source of all statements, for `--show-code`; bounded. */
  source(): string
}

export interface GlobalUse {
  readonly global: GlobalValue
  readonly count: number
  readonly called: boolean
  /** On the allow-list, and every use within its contract. */
  readonly proven: boolean
}

export interface UnprovenEffect {
  readonly effect: Effect
  /** `not-listed`: no contract. `contract`: listed, but used outside it. `indirect`: the callee is no plain global. */
  readonly reason: 'not-listed' | 'contract' | 'indirect'
  readonly says: string
  /** One-line decompiled expression: `os.system('echo x')`. Bounded; untrusted text. */
  readonly code: string
  /** Globals reachable from callee and arguments. */
  readonly reaches: readonly GlobalValue[]
  readonly count: number
  readonly at: number
}

export interface Divergence {
  readonly at: number
  readonly end: number
  readonly says: string
  /** `attack`: no pickler writes this. `oddity`: old or foreign picklers do. `leftover`: nobody does, and it does nothing. */
  readonly kind: 'attack' | 'leftover' | 'oddity'
}

/** Bytes around and between the streams of a file, and how the file as a whole reads. */
export interface PickleFileFacts {
  readonly streams: readonly PickleFacts[]
  /** Bytes that belong to no stream and no raw array. */
  readonly stray: readonly { readonly start: number; readonly end: number }[]
  /** Which loader's read sequence the file follows. */
  readonly loader: 'pickle' | 'joblib' | 'torch-legacy' | 'torch-zip-member' | 'numpy-object'
  readonly value?: Value
  /** Where the bytes contradict what the streams say of them: a storage that is longer than declared. */
  readonly flaws?: readonly { readonly start: number; readonly end: number; readonly says: string }[]
}
