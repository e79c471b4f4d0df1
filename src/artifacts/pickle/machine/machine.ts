import type { Context } from '../../../model/context.ts'
import type { Bytes } from '../../../model/entry.ts'
import { MiB } from '../../../model/context.ts'
import { ReadError } from '../../../model/read-error.ts'
import type { Effect } from '../contract.ts'
import type { Divergence } from '../facts.ts'
import type { Value } from '../value.ts'
import * as act from './actions.ts'
import { compact } from './compact.ts'
import { Evidence } from './evidence.ts'
import { Extensions } from './extensions.ts'
import { Frames } from './frames.ts'
import {
  BUFFER,
  DICT,
  FALSE,
  FROZENSET,
  type Handle,
  intHandle,
  LIST,
  LITERAL,
  MISSING,
  NONE,
  SET,
  TRUE,
  TUPLE,
} from './handle.ts'
import { Heap } from './heap.ts'
import { Input } from './input.ts'
import { readLiteral } from './literal.ts'
import { materialise } from './materialise.ts'
import { Memo, type MemoKey } from './memo.ts'
import { Operands } from './operands.ts'
import { PAGE_BYTES, PagePool } from './paged.ts'
import { rareLiteral } from './rare-literal.ts'
import { Stack } from './stack.ts'
import { StreamEnd } from './stream-end.ts'
import type { Walk } from './walk.ts'

/** Stack, marks, memo and objects of one machine. */
const MAX_ALIVE = 160 * MiB
/** Values that may be materialised for each byte read, and before that: ten times what real files need. */
const NODES_PER_BYTE = 4
const FREE_NODES = 2_000_000

export interface MachineOptions {
  readonly maxAlive?: number
  /** After BUILD of the result of a call; may move the input and replace the object on the stack. */
  readonly onBuilt?: (machine: Machine, target: Handle) => void
  readonly onPersistent?: (id: Value) => void
  /** Each effect in order, for source code. */
  readonly onEffect?: (effect: Effect) => void
}

/**
 * Walks a pickle as the union of CPython's two unpicklers would run it, without making anything.
 * One machine serves all streams of an entry, one after the other.
 */
export class Machine {
  readonly input: Input
  readonly heap: Heap
  readonly stack: Stack
  readonly frames: Frames
  readonly #memo: Memo
  readonly #operands: Operands
  readonly #scene: act.Scene
  readonly #options: MachineOptions
  readonly #maxAlive: number
  /** Pages of the heap at which it is worth letting go. */
  #compactAt: number
  #start = 0
  #protocol = 0
  #opcodes = 0

  constructor(bytes: Bytes, ctx: Pick<Context, 'checkpoint'>, options: MachineOptions = {}) {
    this.#maxAlive = options.maxAlive ?? MAX_ALIVE
    this.#compactAt = this.#maxAlive / 4 / PAGE_BYTES
    const pool = new PagePool(this.#maxAlive)
    const input = new Input(bytes, ctx)
    const heap = new Heap(pool)
    const diverges = (says: string, kind: Divergence['kind'] = 'attack'): void => {
      const { at } = this.#scene
      this.#scene.evidence.diverges({ at, end: Math.max(input.offset, at + 1), says, kind })
    }
    this.input = input
    this.heap = heap
    this.stack = new Stack(pool)
    this.frames = new Frames(input, diverges)
    this.#memo = new Memo(pool)
    this.#operands = new Operands(input, diverges)
    this.#options = options
    this.#scene = {
      stack: this.stack,
      heap,
      memory: {
        heap,
        nodes: 0,
        literal: (at) => readLiteral(input, at),
        global: (index) => this.#scene.evidence.global(index),
      },
      extensions: new Extensions(),
      evidence: new Evidence(),
      at: 0,
      diverges,
      onEffect: options.onEffect,
    }
  }

  value(handle: Handle): Value {
    return materialise(this.#scene.memory, handle)
  }

  /** `keep`: how many items of a container to remember, if more than usual are asked for. */
  run(start: number, evidence: Evidence, keep?: number): Walk {
    this.#reset(evidence, keep)
    this.#start = start
    this.input.seek(start)
    let error: Walk['error']
    let limit: ReadError | undefined
    let value = MISSING
    try {
      value = this.#loop()
    } catch (thrown) {
      if (!(thrown instanceof StreamEnd) && !(thrown instanceof ReadError)) throw thrown
      if (thrown instanceof ReadError) limit = thrown
      error = { at: this.#scene.at, says: thrown.message }
      this.frames.failed(error.at)
    }
    return {
      start,
      end: error === undefined ? this.input.offset : Math.max(error.at, start),
      protocol: this.#protocol,
      opcodes: this.#opcodes,
      stopped: error === undefined,
      ...(error && { error }),
      ...(limit && { limit }),
      value,
      cuts: this.frames.cuts,
      filePosition: this.frames.filePosition,
    }
  }

  #reset(evidence: Evidence, keep?: number): void {
    this.stack.clear()
    this.heap.clear(keep)
    this.frames.clear()
    this.#memo.clear()
    this.#scene.evidence = evidence
    this.#protocol = 0
    this.#opcodes = 0
    this.#scene.memory.nodes = FREE_NODES
  }

  // The opcodes stand as numbers: only then does the engine make a jump table of the switch.
  #loop(): Handle {
    const { input, stack, heap, frames } = this
    const { buffer } = input
    const memo = this.#memo
    const operands = this.#operands
    const scene = this.#scene
    for (;;) {
      if (input.have - input.pos < 16) this.#refill()
      const { pos } = input
      const at = input.start + pos
      scene.at = at
      if (at >= frames.end && frames.leave()) continue
      this.#opcodes++
      input.pos = pos + 1
      switch (buffer[pos]) {
        case 0x8c: // SHORT_BINUNICODE
        case 0x55: // SHORT_BINSTRING
        case 0x43: // SHORT_BINBYTES
        case 0x8a: // LONG1
          operands.skip(operands.u8())
          stack.push(at * 8 + LITERAL)
          break
        case 0x94: // MEMOIZE
          memo.put(memo.size, stack.top())
          break
        case 0x4b: // BININT1
          stack.push(intHandle(operands.u8()))
          break
        case 0x4d: // BININT2
          stack.push(intHandle(operands.u16()))
          break
        case 0x4a: // BININT
          stack.push(intHandle(operands.i32()))
          break
        case 0x68: // BINGET
          this.#get(operands.u8())
          break
        case 0x71: // BINPUT
          memo.put(operands.u8(), stack.top())
          break
        case 0x6a: // LONG_BINGET
          this.#get(operands.u32())
          break
        case 0x72: // LONG_BINPUT
          memo.put(operands.u32(), stack.top())
          break
        case 0x58: // BINUNICODE
        case 0x42: // BINBYTES
          operands.skip(operands.u32())
          stack.push(at * 8 + LITERAL)
          break
        case 0x47: // BINFLOAT
          operands.skip(8)
          stack.push(at * 8 + LITERAL)
          break
        case 0x28: // MARK
          stack.mark()
          break
        case 0x4e: // NONE
          stack.push(NONE)
          break
        case 0x88: // NEWTRUE
          stack.push(TRUE)
          break
        case 0x89: // NEWFALSE
          stack.push(FALSE)
          break
        case 0x29: // EMPTY_TUPLE
          stack.push(heap.emptyTuple())
          break
        case 0x85: // TUPLE1
          act.tuple(scene, 1)
          break
        case 0x86: // TUPLE2
          act.tuple(scene, 2)
          break
        case 0x87: // TUPLE3
          act.tuple(scene, 3)
          break
        case 0x74: // TUPLE
          act.fromMark(scene, TUPLE)
          break
        case 0x5d: // EMPTY_LIST
          stack.push(heap.growing(LIST))
          break
        case 0x7d: // EMPTY_DICT
          stack.push(heap.growing(DICT))
          break
        case 0x8f: // EMPTY_SET
          stack.push(heap.growing(SET))
          break
        case 0x91: // FROZENSET
          act.fromMark(scene, FROZENSET)
          break
        case 0x6c: // LIST
          act.fromMark(scene, LIST)
          break
        case 0x64: // DICT
          act.fromMark(scene, DICT)
          break
        case 0x61: // APPEND
          stack.require(2)
          act.extend(scene, 'append', stack.size - 1)
          break
        case 0x65: // APPENDS
          act.extend(scene, 'append', stack.unmark())
          break
        case 0x73: // SETITEM
          stack.require(3)
          act.extend(scene, 'setitem', stack.size - 2)
          break
        case 0x75: // SETITEMS
          act.extend(scene, 'setitem', stack.unmark())
          break
        case 0x90: // ADDITEMS
          act.extend(scene, 'add', stack.unmark())
          break
        case 0x52: // REDUCE
          act.reduce(scene)
          break
        case 0x81: // NEWOBJ
          act.newObject(scene)
          break
        case 0x92: // NEWOBJ_EX
          act.newObjectWithKeywords(scene)
          break
        case 0x62: // BUILD
          this.#build()
          break
        case 0x6f: // OBJ
          act.object(scene)
          break
        case 0x69: // INST
          act.instance(scene, operands.name(), operands.name())
          break
        case 0x63: // GLOBAL
          stack.push(act.named(scene, operands.name(), operands.name()))
          break
        case 0x93: // STACK_GLOBAL
          act.stackGlobal(scene)
          break
        case 0x51: // BINPERSID
          this.#persistent(stack.pop())
          break
        case 0x50: // PERSID
          operands.line()
          this.#persistent(at * 8 + LITERAL)
          break
        case 0x82: // EXT1
          act.extension(scene, operands.u8())
          break
        case 0x83: // EXT2
          act.extension(scene, operands.u16())
          break
        case 0x84: // EXT4
          act.extension(scene, operands.i32())
          break
        case 0x30: // POP
          stack.drop()
          break
        case 0x31: // POP_MARK
          stack.cut(stack.unmark())
          break
        case 0x32: // DUP
          stack.push(stack.top())
          break
        case 0x95: // FRAME
          frames.begin(operands.u64())
          break
        case 0x80: // PROTO
          this.#proto()
          break
        case 0x2e: // STOP
          return this.#stop()
        default:
          this.#rare(buffer[pos]!)
      }
      if (input.start + input.pos > frames.end) frames.crossed(at)
    }
  }

  #refill(): void {
    const { input } = this
    const loads = input.loads
    if (input.fill(16) === 0) {
      this.#scene.at = input.offset
      throw new StreamEnd('ends without STOP')
    }
    if (input.loads === loads) return
    this.#scene.memory.nodes += input.have * NODES_PER_BYTE
    if (this.heap.pages < this.#compactAt) return
    compact(this.heap, this.stack, this.#memo)
    this.#compactAt = Math.max(this.#maxAlive / 4, 2 * this.heap.pages * PAGE_BYTES) / PAGE_BYTES
  }

  /** Opcodes of old protocols and of huge data. */
  #rare(opcode: number): void {
    const { stack } = this
    switch (opcode) {
      case 0x67: // GET
        return this.#get(this.#operands.index())
      case 0x70: // PUT
        return this.#memo.put(this.#operands.index(), stack.top())
      case 0x97: // NEXT_BUFFER
        return stack.push(BUFFER)
      case 0x98: // READONLY_BUFFER
        stack.top()
        return
      default:
        stack.push(rareLiteral(this.#operands, opcode, this.#scene.at))
    }
  }

  #get(key: MemoKey): void {
    const handle = this.#memo.get(key)
    if (handle !== 0) return this.stack.push(handle)
    if (this.#start === 0 || key < 0) throw new StreamEnd(`reads memo ${key}, which holds nothing`)
    // One unpickler that reads several streams keeps its memo.
    this.#scene.diverges('reads the memo of an earlier stream', 'oddity')
    this.stack.push(MISSING)
  }

  #build(): void {
    const target = act.build(this.#scene)
    if (target !== undefined) this.#options.onBuilt?.(this, target)
  }

  #persistent(id: Handle): void {
    const value = this.value(id)
    this.#scene.evidence.persistent(value)
    this.#options.onPersistent?.(value)
    this.stack.push(this.heap.persistent(id))
  }

  #proto(): void {
    const protocol = this.#operands.u8()
    if (protocol > 5) throw new StreamEnd(`protocol ${protocol}`)
    this.#protocol = Math.max(this.#protocol, protocol)
  }

  #stop(): Handle {
    const value = this.stack.pop()
    this.frames.stopped(this.stack.size > 0 || this.stack.marked)
    return value
  }
}
