import type { Effect } from '../contract.ts'
import type { Divergence } from '../facts.ts'
import type { Value } from '../value.ts'
import type { Evidence } from './evidence.ts'
import type { Extensions } from './extensions.ts'
import {
  CALL,
  DICT,
  EXTENSION,
  FROZENSET,
  GLOBAL,
  type Handle,
  INST,
  LIST,
  MISSING,
  NEWOBJ,
  NEWOBJ_EX,
  OBJ,
  OBJECT,
  payloadOf,
  REDUCE,
  SET,
  SHELL,
  tagOf,
  TUPLE,
} from './handle.ts'
import type { Heap } from './heap.ts'
import { materialise, materialiseCall, type Memory } from './materialise.ts'
import type { Stack } from './stack.ts'
import { StreamEnd } from './stream-end.ts'

const MAX_NAME = 4096
/** Items shown of one APPENDS, SETITEMS or ADDITEMS to something that is no plain container. */
const MAX_GIVEN = 256

/** What an action works on. The evidence and the offset change as the machine goes on. */
export interface Scene {
  readonly stack: Stack
  readonly heap: Heap
  readonly memory: Memory
  readonly extensions: Extensions
  evidence: Evidence
  /** Offset of the opcode at hand. */
  at: number
  readonly diverges: (says: string, kind?: Divergence['kind']) => void
  readonly onEffect: ((effect: Effect) => void) | undefined
}

function value(scene: Scene, handle: Handle): Value {
  return materialise(scene.memory, handle)
}

export function tuple({ stack, heap }: Scene, length: number): void {
  stack.require(length)
  const base = stack.size - length
  const made = heap.fixed(TUPLE, stack, base, length)
  stack.cut(base)
  stack.push(made)
}

/** TUPLE, FROZENSET, LIST and DICT: all that lies on the mark. */
export function fromMark(
  { stack, heap }: Scene,
  kind: typeof TUPLE | typeof FROZENSET | typeof LIST | typeof DICT,
): void {
  const base = stack.unmark()
  const length = stack.size - base
  let made: Handle
  if (kind === TUPLE || kind === FROZENSET) made = heap.fixed(kind, stack, base, length)
  else {
    if (kind === DICT && length % 2 !== 0) throw new StreamEnd('DICT of an odd number of items')
    made = heap.growing(kind)
    if (length > 0) heap.extend(made, stack, base, length)
  }
  stack.cut(base)
  stack.push(made)
}

type Addition = 'append' | 'setitem' | 'add'

const PLAIN: Readonly<Record<Addition, number>> = { append: LIST, setitem: DICT, add: SET }

/** Gives what lies from `base` on to the object below it. */
export function extend(scene: Scene, kind: Addition, base: number): void {
  const { stack, heap } = scene
  if (base <= stack.fence) throw new StreamEnd('adds to an empty stack')
  const target = stack.at(base - 1)
  const count = stack.size - base
  const container = heap.containerKind(target)
  if (container === undefined) {
    const items: Value[] = []
    for (let i = 0; i < Math.min(count, MAX_GIVEN); i++) items.push(value(scene, stack.at(base + i)))
    happens(scene, { kind, target: value(scene, target), items, at: scene.at }, target)
  } else if (container === PLAIN[kind]) heap.extend(target, stack, base, count)
  else if (kind === 'setitem' && container === LIST && count > 0) {
    // An item changes in place: what the list holds is no longer known.
    stack.put(base, MISSING)
    heap.extend(target, stack, base, 1)
  }
  const odd = kind === 'setitem' && count % 2 !== 0
  stack.cut(base)
  if (odd) throw new StreamEnd('SETITEMS of an odd number of items')
}

function happens({ evidence, heap, at, onEffect }: Scene, effect: Effect, target: Handle): void {
  evidence.effect(effect, at, makerOf(heap, target))
  onEffect?.(effect)
}

/** The global that is `handle`, or that made it. */
function makerOf(heap: Heap, handle: Handle): number | undefined {
  const tag = tagOf(handle)
  if (tag === GLOBAL || tag === SHELL) return payloadOf(handle)
  if (tag !== OBJECT || heap.kind(handle) !== CALL) return undefined
  const { callee } = heap.callRecord(handle)
  return tagOf(callee) === GLOBAL ? payloadOf(callee) : undefined
}

function call(scene: Scene, via: number, callee: Handle, args: Handle, kwargs: Handle): void {
  const { heap, stack, evidence, at } = scene
  if (heap.containerKind(args) !== TUPLE)
    scene.diverges('a call with arguments that are no tuple: only the Python unpickler makes it')
  if (kwargs !== 0 && heap.containerKind(kwargs) !== DICT)
    scene.diverges('a call with keywords that are no dict: only the Python unpickler makes it')
  const made = heap.call({ via, callee, args, kwargs, at })
  if (tagOf(callee) === GLOBAL) evidence.called(payloadOf(callee))
  const seen = materialiseCall(scene.memory, made)
  happens(scene, { kind: 'call', call: seen }, callee)
  scene.extensions.watch(seen)
  stack.push(made)
}

export function reduce(scene: Scene): void {
  const args = scene.stack.pop()
  call(scene, REDUCE, scene.stack.pop(), args, 0)
}

export function newObject(scene: Scene): void {
  const args = scene.stack.pop()
  call(scene, NEWOBJ, scene.stack.pop(), args, 0)
}

export function newObjectWithKeywords(scene: Scene): void {
  const kwargs = scene.stack.pop()
  const args = scene.stack.pop()
  call(scene, NEWOBJ_EX, scene.stack.pop(), args, kwargs)
}

export function object(scene: Scene): void {
  const { stack, heap } = scene
  const base = stack.unmark()
  const length = stack.size - base - 1
  if (length < 0) throw new StreamEnd('OBJ without a class')
  const callee = stack.at(base)
  const args = heap.fixed(TUPLE, stack, base + 1, length)
  stack.cut(base)
  call(scene, OBJ, callee, args, 0)
}

/** The Python unpickler imports the class before it looks for the mark. */
export function instance(scene: Scene, module: string, name: string): void {
  const { stack, heap } = scene
  const callee = named(scene, module, name)
  const base = stack.unmark()
  const args = heap.fixed(TUPLE, stack, base, stack.size - base)
  stack.cut(base)
  call(scene, INST, callee, args, 0)
}

/** Returns the object that now has a state, if it is the result of a call. */
export function build(scene: Scene): Handle | undefined {
  const { stack, heap } = scene
  stack.require(2)
  const state = stack.pop()
  const target = stack.top()
  const effect = {
    kind: 'build',
    target: value(scene, target),
    state: value(scene, state),
    at: scene.at,
  } as const
  happens(scene, effect, target)
  if (tagOf(target) !== OBJECT || heap.kind(target) !== CALL) return undefined
  heap.setState(target, state)
  return target
}

export function named(scene: Scene, module: string, name: string): Handle {
  if (module === '' || name === '') scene.diverges('a global without a name')
  const index = scene.evidence.name(module.slice(0, MAX_NAME), name.slice(0, MAX_NAME), scene.at)
  return index * 8 + GLOBAL
}

export function stackGlobal(scene: Scene): void {
  const { stack } = scene
  const name = value(scene, stack.pop())
  const module = value(scene, stack.pop())
  if (module.kind === 'str' && name.kind === 'str') {
    stack.push(named(scene, module.value, name.value))
    return
  }
  if (!couldBeText(module) || !couldBeText(name))
    throw new StreamEnd('STACK_GLOBAL of something else than strings')
  scene.diverges('STACK_GLOBAL of names that are computed while loading')
  stack.push(MISSING)
}

function couldBeText({ kind }: Value): boolean {
  return (
    kind === 'str' || kind === 'call' || kind === 'persistent' || kind === 'extension' || kind === 'unknown'
  )
}

export function extension(scene: Scene, code: number): void {
  if (code <= 0) throw new StreamEnd(`extension code ${code}`)
  const known = scene.extensions.get(code)
  if (known !== undefined) {
    scene.stack.push(named(scene, known.module, known.name))
    return
  }
  scene.diverges(`extension code ${code} is registered nowhere in this file`)
  scene.stack.push(code * 8 + EXTENSION)
}
