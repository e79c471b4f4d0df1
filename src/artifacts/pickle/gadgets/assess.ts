import { lookup } from '../allow/index.ts'
import { madeBy } from '../allow/judge.ts'
import type { UnprovenEffect } from '../facts.ts'
import type { CallValue, GlobalValue, Value } from '../value.ts'
import { type Sign, signsIn } from './arguments.ts'
import { gadgetOf, type KnownGadget } from './index.ts'
import { isStandardLibrary } from './stdlib-modules.ts'
import { isFunctionLike, soundsActive } from './verbs.ts'

/** What an effect that the allow-list does not prove comes to. */
export type Assessment =
  /** Code of the stream's choice runs. */
  | { readonly kind: 'execution'; readonly does: string; readonly gadget: KnownGadget }
  /** Functions that travel in the file are rebuilt. */
  | { readonly kind: 'embedded'; readonly gadget: KnownGadget }
  /** A file, the network, native memory; or a callable on no list that is given what gadgets are given. */
  | { readonly kind: 'dangerous'; readonly does: string; readonly because: string }
  | { readonly kind: 'contract' }
  | { readonly kind: 'indirect' }
  | { readonly kind: 'unproven'; readonly of: GlobalValue | undefined }

const assessed = new WeakMap<UnprovenEffect, Assessment>()

export function assess(unproven: UnprovenEffect): Assessment {
  const known = assessed.get(unproven)
  if (known !== undefined) return known
  const assessment = decide(unproven)
  assessed.set(unproven, assessment)
  return assessment
}

function decide(unproven: UnprovenEffect): Assessment {
  const { effect, reason } = unproven
  if (effect.kind !== 'call') return decideChange(unproven)
  const { call } = effect
  const callee = madeBy(call)
  const gadget = callee && gadgetOf(callee.module, callee.name)
  if (gadget?.danger === 'executes') return { kind: 'execution', does: gadget.does, gadget }
  if (gadget?.danger === 'embedded') return { kind: 'embedded', gadget }
  const given = throughArguments(call)
  if (given?.danger === 'embedded') return { kind: 'embedded', gadget: given }
  if (given !== undefined)
    return { kind: 'execution', does: `reaches a callable that ${given.does}`, gadget: given }
  if (gadget !== undefined) return { kind: 'dangerous', does: gadget.does, because: gadget.source }
  if (reason === 'contract') return { kind: 'contract' }
  const signs = signsIn(call)
  if (callee === undefined) {
    const sign = signs[0]
    return sign === undefined
      ? { kind: 'indirect' }
      : { kind: 'dangerous', does: `calls what it computed with ${sign.says}`, because: sign.says }
  }
  return dangerOf(call, callee, signs) ?? { kind: 'unproven', of: callee }
}

/** BUILD, APPEND, SETITEM on something that is not proven. */
function decideChange(unproven: UnprovenEffect): Assessment {
  const { effect, reason, reaches } = unproven
  if (effect.kind === 'call') return { kind: 'indirect' }
  const contents = effect.kind === 'build' ? [effect.state] : effect.items
  for (const value of contents) {
    const gadget = gadgetIn(value, 0)
    if (gadget !== undefined && gadget.danger !== 'capability')
      return { kind: 'execution', does: `plants a callable that ${gadget.does}`, gadget }
  }
  const target = gadgetIn(effect.target, 0)
  if (target?.danger === 'executes') return { kind: 'execution', does: target.does, gadget: target }
  if (target?.danger === 'embedded') return { kind: 'embedded', gadget: target }
  if (reason === 'contract') return { kind: 'contract' }
  if (reason === 'indirect') return { kind: 'indirect' }
  return { kind: 'unproven', of: madeBy(effect.target) ?? reaches[0] }
}

/** A callable on no list, judged by what it is called and what it is given. */
function dangerOf(call: CallValue, callee: GlobalValue, signs: readonly Sign[]): Assessment | undefined {
  const stdlib = isStandardLibrary(callee.module)
  if (stdlib && !isBare(call))
    return {
      kind: 'dangerous',
      does: 'calls into the standard library, which no model needs',
      because: signs[0]?.says ?? 'no framework writes this call',
    }
  const sign = signs[0]
  const active = soundsActive(callee.name)
  const telling =
    sign?.kind === 'command' || sign?.kind === 'source' || sign?.kind === 'blob' || sign?.kind === 'name'
  if (sign !== undefined && (telling || active || isFunctionLike(callee.name)))
    return { kind: 'dangerous', does: `calls a function on no list with ${sign.says}`, because: sign.says }
  const strings = call.args.some((a) => a.kind === 'str' || a.kind === 'bytes')
  const words = call.args.some((a) => a.kind === 'str' && /\s/.test(a.value.trim()))
  if (
    call.via !== 'NEWOBJ' &&
    isFunctionLike(callee.name) &&
    isCoveredLibrary(callee.module) &&
    !REBUILDS.test(callee.name)
  )
    return {
      kind: 'dangerous',
      does: 'calls a function of a library whose own pickles never call it',
      because: 'what this library writes is on the list',
    }
  if (call.via !== 'NEWOBJ' && active && isFunctionLike(callee.name) && strings)
    return {
      kind: 'dangerous',
      does: 'calls a function on no list whose name says that it acts',
      because: callee.name,
    }
  if (call.via !== 'NEWOBJ' && isFunctionLike(callee.name) && words)
    return {
      kind: 'dangerous',
      does: 'calls a function on no list with a text of several words',
      because: callee.name,
    }
  return undefined
}

/** `cls.__new__(cls)`: nothing is passed. */
function isBare(call: CallValue): boolean {
  const args = isMaker(call) ? call.args.slice(2).filter((a) => a.kind !== 'none') : call.args
  return args.length === 0 && (call.via === 'NEWOBJ' || isMaker(call))
}

function isMaker({ callee }: CallValue): boolean {
  return callee.kind === 'global' && /^copy_?reg$/.test(callee.module)
}

/** Libraries whose reconstruction functions are all listed, save those of versions yet to come. */
const COVERED =
  /^(?:numpy|scipy|sklearn|pandas|torch|joblib|transformers|tokenizers|accelerate|peft|datasets)(?:\.|$)/
const REBUILDS = /(?:^|\.)_{0,2}(?:re(?:build|construct|store|duce)|unpickle|pyx_unpickle|new|make|from)\w*$/

function isCoveredLibrary(module: string): boolean {
  return COVERED.test(module)
}

/** `map(eval, […])`, `partial(os.system)`: the callee is not the danger. */
function throughArguments(call: CallValue): KnownGadget | undefined {
  const callee = calleeGadget(call.callee)
  if (callee !== undefined) return callee
  for (const arg of [...call.args, ...(call.kwargs?.items ?? []).map(([, v]) => v)]) {
    const found = gadgetIn(arg, 0)
    if (found?.danger === 'executes') return found
  }
  return undefined
}

/** The gadget that a computed callee comes from: `attrgetter('system')(…)`. */
function calleeGadget(callee: Value): KnownGadget | undefined {
  return callee.kind === 'global' ? undefined : gadgetIn(callee, 0)
}

const MAX_DEPTH = 8

/** A gadget named in a value. What is listed has been judged by its contract, where it stands. */
function gadgetIn(value: Value, depth: number): KnownGadget | undefined {
  if (depth > MAX_DEPTH) return undefined
  switch (value.kind) {
    case 'global':
      return lookup(value) === undefined ? gadgetOf(value.module, value.name) : undefined
    case 'call':
      return first([value.callee, ...value.args], depth)
    case 'tuple':
    case 'list':
    case 'set':
    case 'frozenset':
      return first(value.items, depth)
    case 'dict':
      return first(
        value.items.flatMap(([k, v]) => [k, v]),
        depth,
      )
    default:
      return undefined
  }
}

function first(values: readonly Value[], depth: number): KnownGadget | undefined {
  for (const value of values) {
    const found = gadgetIn(value, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}
