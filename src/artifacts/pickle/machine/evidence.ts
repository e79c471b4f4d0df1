import { overLimit } from '../../../model/read-error.ts'
import { judge, lookup } from '../allow/index.ts'
import type { Effect } from '../contract.ts'
import { decompileEffect } from '../decompile.ts'
import type { Divergence, GlobalUse, UnprovenEffect } from '../facts.ts'
import type { GlobalValue, Value } from '../value.ts'
import { reachable } from './reach.ts'

const MAX_GLOBALS = 50_000
const MAX_UNPROVEN = 1000
/** Past this many, unproven effects are no longer told apart: only their globals count on. */
const MAX_TOLD_APART = 50_000
const MAX_DIVERGENCES = 200
const MAX_TAGS = 100
const MAX_NESTED = 10_000

interface GlobalRecord {
  readonly global: GlobalValue
  readonly listed: boolean
  count: number
  called: boolean
  objected: boolean
}

interface UnprovenRecord {
  readonly effect: UnprovenEffect
  count: number
}

/** A bytes literal that a call takes: it may be a file of its own. */
export interface NestedBytes {
  readonly at: number
  readonly size: number
  readonly callee: string
  readonly head: Uint8Array
}

/** What one stream was seen to do. Nothing here is ever taken back. */
export class Evidence {
  readonly #globals: GlobalRecord[] = []
  readonly #index = new Map<string, number>()
  readonly #unproven = new Map<string, UnprovenRecord>()
  readonly #divergences = new Map<string, Divergence>()
  readonly proven: Map<string, number> = new Map()
  readonly persistentIds: Map<string, number> = new Map()
  readonly nested: NestedBytes[] = []
  /** Calls, builds and additions to objects, save those that pass nothing but globals: text does that, too. */
  effects = 0
  #unprovenSeen = 0
  truncated = false

  /** Index of a global; the first place that names it counts. */
  name(module: string, name: string, at: number): number {
    const key = `${module.length} ${module}${name}`
    const known = this.#index.get(key)
    if (known !== undefined) {
      this.#globals[known]!.count++
      return known
    }
    const index = this.#globals.length
    if (index >= MAX_GLOBALS) throw overLimit(`names more than ${MAX_GLOBALS} globals`, at)
    const global: GlobalValue = { kind: 'global', module, name, at }
    const listed = lookup(global) !== undefined
    this.#globals.push({ global, listed, count: 1, called: false, objected: false })
    this.#index.set(key, index)
    return index
  }

  global(index: number): GlobalValue {
    return this.#globals[index]!.global
  }

  called(index: number): void {
    this.#globals[index]!.called = true
  }

  diverges(divergence: Divergence): void {
    if (this.#divergences.size < MAX_DIVERGENCES && !this.#divergences.has(divergence.says))
      this.#divergences.set(divergence.says, divergence)
  }

  persistent(id: Value): void {
    const tag = tagOf(id)
    if (this.persistentIds.has(tag) || this.persistentIds.size < MAX_TAGS)
      this.persistentIds.set(tag, (this.persistentIds.get(tag) ?? 0) + 1)
  }

  /** `by` is the index of the global that does it, if it is a plain one. */
  effect(effect: Effect, at: number, by: number | undefined): void {
    if (passesMore(effect)) this.effects++
    if (effect.kind === 'call') this.#collectBytes(effect.call.args, calleeName(effect.call.callee))
    const objection = judge(effect)
    if (objection === undefined) {
      if (effect.kind === 'call') {
        const name = calleeName(effect.call.callee)
        this.proven.set(name, (this.proven.get(name) ?? 0) + 1)
      }
      return
    }
    if (by !== undefined) this.#globals[by]!.objected = true
    if (++this.#unprovenSeen > MAX_TOLD_APART) {
      this.truncated = true
      return
    }
    const code = decompileEffect(effect)
    const key = `${objection.reason} ${code}`
    const known = this.#unproven.get(key)
    if (known !== undefined) {
      known.count++
      return
    }
    if (this.#unproven.size >= MAX_UNPROVEN) {
      this.truncated = true
      return
    }
    const reaches = reachable(effect)
    this.#unproven.set(key, { effect: { effect, ...objection, code, reaches, count: 1, at }, count: 1 })
  }

  #collectBytes(values: readonly Value[], callee: string): void {
    for (const value of values) {
      if ((value.kind === 'bytes' || value.kind === 'bytearray') && value.size > 1) {
        if (this.nested.length < MAX_NESTED)
          this.nested.push({ at: value.at, size: value.size, callee, head: value.head.subarray(0, 64) })
      } else if (value.kind === 'tuple' || value.kind === 'list') this.#collectBytes(value.items, callee)
    }
  }

  globals(): GlobalUse[] {
    return this.#globals.map(({ global, listed, count, called, objected }) => ({
      global,
      count,
      called,
      proven: listed && !objected,
    }))
  }

  unproven(): UnprovenEffect[] {
    return [...this.#unproven.values()].map(({ effect, count }) => ({ ...effect, count }))
  }

  divergences(): Divergence[] {
    return [...this.#divergences.values()]
  }
}

/** Lines of a word list name globals, and a line that begins with `a`, `b` or `R` passes one to another. */
function passesMore(effect: Effect): boolean {
  switch (effect.kind) {
    case 'call':
      return !(effect.call.args.length === 1 && isUnknown(effect.call.args[0]))
    case 'build':
      return isWrittenOut(effect.state)
    default:
      return effect.items.some(isWrittenOut)
  }
}

function isWrittenOut({ kind }: Value): boolean {
  return kind !== 'global' && kind !== 'unknown' && kind !== 'persistent'
}

/** No tuple at all. */
function isUnknown(value: Value | undefined): boolean {
  return value?.kind === 'unknown' && value.why === 'size'
}

function calleeName(callee: Value): string {
  return callee.kind === 'global' ? `${callee.module}.${callee.name}` : ''
}

function tagOf(id: Value): string {
  if (id.kind === 'tuple') return id.items[0] === undefined ? 'tuple' : tagOf(id.items[0])
  if (id.kind === 'str') return id.value.slice(0, 64)
  return id.kind
}
