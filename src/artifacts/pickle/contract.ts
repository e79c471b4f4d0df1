import type { CallValue, GlobalValue, Value } from './value.ts'

/**
 * What happens to an object in the stream. BUILD, APPEND(S), SETITEM(S) and ADDITEMS on anything but a
 * plain container are calls too: they run `__setstate__`, `__dict__.update`/`setattr`, `extend`/`append`,
 * `__setitem__` and `add` of the object.
 */
export type Effect =
  | { readonly kind: 'call'; readonly call: CallValue }
  | { readonly kind: 'build'; readonly target: Value; readonly state: Value; readonly at: number }
  | {
      readonly kind: 'append' | 'setitem' | 'add'
      readonly target: Value
      readonly items: readonly Value[]
      readonly at: number
    }

/**
 * Harmlessness of one importable name: given these arguments it can run no code that the stream chose,
 * touch no file, no network and no process. Returns undefined when the use is within the contract,
 * else why not, as a clause that follows the name: `takes a string where pairs belong`.
 */
export interface Contract {
  /** Exact module, as it stands in the stream. */
  readonly module: string
  /** Exact name, as it stands in the stream. */
  readonly name: string
  readonly profile: string
  /** A bare reference is always allowed for a listed name; absent means that it must never be called. */
  readonly call?: (call: CallValue) => string | undefined
  /** BUILD on an instance of it; absent means that it takes no state. */
  readonly build?: (state: Value) => string | undefined
  /**
   * It evaluates text of its state as Python when it is used. `build` names the texts that attack; none is proven,
   * for a search for bad text proves nothing and the lists that hold it can change behind BUILD through the memo.
   */
  readonly evaluates?: true
  /** Items appended, set or added to an instance of it; absent means none. */
  readonly extend?: (items: readonly Value[]) => string | undefined
}

/** Looks up the allow-list. `undefined` means that the name is on no list: unproven. */
export type ContractLookup = (global: Pick<GlobalValue, 'module' | 'name'>) => Contract | undefined

/** Known to be dangerous: only ever raises a verdict. */
export interface Gadget {
  /** Exact module, or `prefix.*`. */
  readonly module: string
  /** Exact name, or `*`. */
  readonly name: string
  /** Verb phrase in the present tense: `runs a shell command`. */
  readonly does: string
  readonly source: string
}
