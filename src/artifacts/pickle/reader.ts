import { MiB, type Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Gap } from '../../model/finding.ts'
import { byteRange } from '../../model/location.ts'
import { ReadError } from '../../model/read-error.ts'
import { alternatives } from './alternatives.ts'
import type { PickleFacts, PickleFileFacts } from './facts.ts'
import { arrayBehind, replaceByArray } from './joblib.ts'
import { Evidence, type NestedBytes } from './machine/evidence.ts'
import type { Handle } from './machine/handle.ts'
import { Machine, type MachineOptions } from './machine/machine.ts'
import { StreamEnd } from './machine/stream-end.ts'
import type { Walk } from './machine/walk.ts'
import { actsPlausibly } from './plausible.ts'
import { factsOf } from './stream.ts'

/** Streams that are told apart; the ones behind them share one set of facts. */
const MAX_APART = 1000
const INNER_ALIVE = 48 * MiB
const MAX_REFERENCES = 1000

export interface Nested {
  readonly bytes: Bytes
  readonly literals: readonly NestedBytes[]
}

/** One walk with what it was seen to do. */
export interface Read {
  readonly walk: Walk
  readonly evidence: Evidence
}

/** Reads the streams of one entry and gathers what they come to. */
export class Reader {
  readonly machine: Machine
  readonly streams: PickleFacts[] = []
  readonly nested: Nested[] = []
  readonly gaps: Gap[] = []
  /** Files that arrays are read from. */
  readonly references: Set<string> = new Set()
  loader: PickleFileFacts['loader'] = 'pickle'
  readonly #path: string
  readonly #bytes: Bytes
  readonly #ctx: Context
  #crowd: { readonly evidence: Evidence; walk: Walk } | undefined
  #firstArray = Infinity

  constructor(path: string, bytes: Bytes, ctx: Context, options: MachineOptions = {}) {
    this.#path = path
    this.#bytes = bytes
    this.#ctx = ctx
    this.machine = new Machine(bytes, ctx, {
      ...options,
      onBuilt: (machine, target) => this.#built(machine, target),
    })
  }

  /** Walks without believing: `keep` accepts it. */
  read(start: number, items?: number): Read {
    const evidence = this.#crowd?.evidence ?? new Evidence()
    this.#firstArray = Infinity
    return { walk: this.machine.run(start, evidence, items), evidence }
  }

  keep({ walk, evidence }: Read): void {
    if (walk.limit !== undefined) this.gap(walk.limit)
    if (this.#crowd !== undefined) {
      const { walk: before } = this.#crowd
      this.#crowd.walk = { ...walk, start: before.start, opcodes: before.opcodes + walk.opcodes }
      return
    }
    this.nested.push({ bytes: this.#bytes, literals: evidence.nested })
    if (this.streams.length >= MAX_APART) {
      this.#crowd = { evidence, walk }
      return
    }
    const facts = factsOf(this.#bytes, walk, evidence)
    this.streams.push(facts)
    this.#readOtherwise(walk)
    if (this.#firstArray !== Infinity) this.#readPlainly(walk)
  }

  /** All streams, when no more follow. */
  finish(): PickleFacts[] {
    if (this.#crowd !== undefined)
      this.streams.push(factsOf(this.#bytes, this.#crowd.walk, this.#crowd.evidence))
    this.#crowd = undefined
    return this.streams
  }

  gap({ reason, message, offset }: ReadError): void {
    const at = { path: this.#path, ...(offset !== undefined && { range: byteRange(offset) }) }
    this.gaps.push({ at, reason, detail: message })
  }

  #readOtherwise(walk: Walk): void {
    if (walk.cuts.length === 0) return
    try {
      for (const { facts, nested, bytes } of alternatives(this.#bytes, walk, this.#ctx)) {
        this.streams.push(facts)
        this.nested.push({ bytes, literals: nested })
      }
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      this.gap(error)
    }
  }

  /** A reader that took the last frame as a whole goes on behind it, not behind STOP. */
  readBehindFrame({ stopped, end, filePosition }: Walk): void {
    if (!stopped || filePosition <= end || this.#crowd !== undefined) return
    const evidence = new Evidence()
    const walk = this.machine.run(filePosition, evidence)
    if (!actsPlausibly({ walk, evidence })) return
    this.streams.push(factsOf(this.#bytes, walk, evidence, true))
    this.nested.push({ bytes: this.#bytes, literals: evidence.nested })
  }

  /** `pickle.load` takes for opcodes what joblib takes for an array. */
  #readPlainly(walk: Walk): void {
    const evidence = new Evidence()
    const plain = new Machine(this.#bytes, this.#ctx, { maxAlive: INNER_ALIVE }).run(walk.start, evidence)
    const known = new Set(
      this.streams.flatMap((s) => s.globals.map((g) => `${g.global.module}\n${g.global.name}`)),
    )
    const isNew = evidence
      .globals()
      .some(({ global }) => global.at >= this.#firstArray && !known.has(`${global.module}\n${global.name}`))
    if (isNew) this.streams.push(factsOf(this.#bytes, plain, evidence, true))
  }

  #built(machine: Machine, target: Handle): void {
    const array = arrayBehind(machine, target)
    if (array === undefined) return
    this.loader = 'joblib'
    switch (array.kind) {
      case 'raw':
        this.#firstArray = Math.min(this.#firstArray, array.start)
        machine.frames.readTo(array.end)
        return replaceByArray(machine)
      case 'pickle':
        machine.frames.readTo(this.#readInner(array.start))
        return replaceByArray(machine)
      case 'file':
        if (this.references.size < MAX_REFERENCES) this.references.add(array.name)
        return replaceByArray(machine)
      case 'unreadable':
        throw new StreamEnd(`stops at ${array.says}`)
      default:
        array satisfies never
    }
  }

  /** An array of objects is a pickle of its own, read from the same file by a plain unpickler. */
  #readInner(start: number): number {
    const evidence = new Evidence()
    const inner = new Machine(this.#bytes, this.#ctx, { maxAlive: INNER_ALIVE }).run(start, evidence)
    this.streams.push(factsOf(this.#bytes, inner, evidence))
    this.nested.push({ bytes: this.#bytes, literals: evidence.nested })
    if (inner.limit !== undefined) this.gap(inner.limit)
    if (!inner.stopped) throw new StreamEnd(`stops in the array of objects at byte ${start}`)
    return inner.end
  }
}
