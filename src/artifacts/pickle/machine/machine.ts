import type { Context } from '../../../model/context.ts'
import type { Bytes } from '../../../model/entry.ts'
import { MiB } from '../../../model/context.ts'
import { ReadError } from '../../../model/read-error.ts'
import type { Effect } from '../contract.ts'
import type { GlobalValue, Value } from '../value.ts'
import { Evidence } from './evidence.ts'
import { Extensions } from './extensions.ts'
import {
  BUFFER,
  CALL,
  DICT,
  EXTENSION,
  FALSE,
  FROZENSET,
  GLOBAL,
  type Handle,
  INST,
  intHandle,
  LIST,
  LITERAL,
  MISSING,
  NEWOBJ,
  NEWOBJ_EX,
  NONE,
  OBJ,
  OBJECT,
  payloadOf,
  REDUCE,
  SET,
  SHELL,
  tagOf,
  TRUE,
  TUPLE,
} from './handle.ts'
import { Heap } from './heap.ts'
import { Input } from './input.ts'
import { readLiteral } from './literal.ts'
import { materialise, materialiseCall, type Memory } from './materialise.ts'
import { Memo, type MemoKey } from './memo.ts'
import { readFloat, readIndex, readInt, readLong } from './number-text.ts'
import { PagePool } from './paged.ts'
import { Stack } from './stack.ts'
import { StreamEnd } from './stream-end.ts'
import { unquote } from './string-text.ts'

const MAX_ALIVE = 176 * MiB
const MAX_NAME = 4096
const NO_FRAME = Infinity

/** How one walk ended. */
export interface Walk {
  readonly start: number
  readonly end: number
  readonly protocol: number
  readonly opcodes: number
  readonly stopped: boolean
  readonly error?: { readonly at: number; readonly says: string }
  /** The walk gave up before the stream did. */
  readonly limit?: ReadError
  /** What STOP returns. */
  readonly value: Handle
}

export interface MachineHooks {
  /** After BUILD; may move the input and replace the object on the stack. */
  readonly built?: (machine: Machine, target: Handle) => void
  readonly persistent?: (id: Value) => void
  /** Each effect in order, for source code. */
  readonly effect?: (effect: Effect) => void
}

/**
 * Walks a pickle as the union of CPython's two unpicklers would run it, without making anything.
 * One machine serves all streams of an entry, one after the other.
 */
export class Machine {
  readonly input: Input
  readonly heap: Heap
  readonly stack: Stack
  readonly #memo: Memo
  readonly #hooks: MachineHooks
  readonly extensions: Extensions = new Extensions()
  evidence: Evidence = new Evidence()
  readonly memory: Memory
  #protocol = 0
  #opcodes = 0
  /** Offset of the opcode at hand. */
  #at = 0
  #frameEnd = NO_FRAME
  /** Where reading goes on when the frame ends, if not there: joblib reads arrays behind the frame. */
  #resume: number | undefined

  constructor(bytes: Bytes, ctx: Pick<Context, 'checkpoint'>, hooks: MachineHooks = {}) {
    const pool = new PagePool(MAX_ALIVE)
    this.input = new Input(bytes, ctx)
    this.heap = new Heap(pool)
    this.stack = new Stack(pool)
    this.#memo = new Memo(pool)
    this.#hooks = hooks
    this.memory = {
      heap: this.heap,
      literal: (at) => readLiteral(this.input, at),
      global: (index) => this.evidence.global(index),
    }
  }

  value(handle: Handle): Value {
    return materialise(this.memory, handle)
  }

  run(start: number): Walk {
    this.#reset()
    this.input.seek(start)
    let error: Walk['error']
    let limit: ReadError | undefined
    let value = MISSING
    try {
      value = this.#loop()
    } catch (thrown) {
      if (thrown instanceof StreamEnd) error = { at: this.#at, says: thrown.message }
      else if (thrown instanceof ReadError) {
        limit = thrown
        error = { at: this.#at, says: thrown.message }
      } else throw thrown
    }
    return {
      start,
      end: error === undefined ? this.input.offset : Math.max(this.#at, start),
      protocol: this.#protocol,
      opcodes: this.#opcodes,
      stopped: error === undefined,
      ...(error && { error }),
      ...(limit && { limit }),
      value,
    }
  }

  #reset(): void {
    this.stack.clear()
    this.heap.clear()
    this.#memo.clear()
    this.#protocol = 0
    this.#opcodes = 0
    this.#frameEnd = NO_FRAME
    this.#resume = undefined
  }

  #diverges(says: string, kind: 'attack' | 'oddity' = 'attack'): void {
    this.evidence.diverges({ at: this.#at, end: Math.max(this.input.offset, this.#at + 1), says, kind })
  }

  // The opcodes stand as numbers: only then does the engine make a jump table of the switch.
  #loop(): Handle {
    const { input, stack } = this
    const { buffer } = input
    for (;;) {
      if (input.have - input.pos < 16 && input.fill(16) === 0) {
        this.#at = input.offset
        throw new StreamEnd('ends without STOP')
      }
      const { pos } = input
      const at = input.start + pos
      this.#at = at
      if (at >= this.#frameEnd && this.#leaveFrame()) continue
      this.#opcodes++
      input.pos = pos + 1
      switch (buffer[pos]) {
        case 0x8c: // SHORT_BINUNICODE
        case 0x55: // SHORT_BINSTRING
        case 0x43: // SHORT_BINBYTES
        case 0x8a: // LONG1
          this.#skip(this.#u8())
          stack.push(at * 8 + LITERAL)
          break
        case 0x94: // MEMOIZE
          this.#memo.put(this.#memo.size, stack.top())
          break
        case 0x4b: // BININT1
          stack.push(intHandle(this.#u8()))
          break
        case 0x4d: // BININT2
          stack.push(intHandle(this.#u16()))
          break
        case 0x4a: // BININT
          stack.push(intHandle(this.#u32() | 0))
          break
        case 0x68: // BINGET
          this.#get(this.#u8())
          break
        case 0x71: // BINPUT
          this.#memo.put(this.#u8(), stack.top())
          break
        case 0x6a: // LONG_BINGET
          this.#get(this.#u32())
          break
        case 0x72: // LONG_BINPUT
          this.#memo.put(this.#u32(), stack.top())
          break
        case 0x58: // BINUNICODE
        case 0x42: // BINBYTES
          this.#skip(this.#u32())
          stack.push(at * 8 + LITERAL)
          break
        case 0x47: // BINFLOAT
          this.#skip(8)
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
          stack.push(this.heap.fixed(TUPLE, 0, () => NONE))
          break
        case 0x85: // TUPLE1
          this.#tuple(1)
          break
        case 0x86: // TUPLE2
          this.#tuple(2)
          break
        case 0x87: // TUPLE3
          this.#tuple(3)
          break
        case 0x74: // TUPLE
          this.#fromMark(TUPLE)
          break
        case 0x5d: // EMPTY_LIST
          stack.push(this.heap.growing(LIST))
          break
        case 0x7d: // EMPTY_DICT
          stack.push(this.heap.growing(DICT))
          break
        case 0x8f: // EMPTY_SET
          stack.push(this.heap.growing(SET))
          break
        case 0x91: // FROZENSET
          this.#fromMark(FROZENSET)
          break
        case 0x6c: // LIST
          this.#fromMark(LIST)
          break
        case 0x64: // DICT
          this.#fromMark(DICT)
          break
        case 0x61: // APPEND
          stack.require(2)
          this.#extend('append', LIST, stack.size - 1)
          break
        case 0x65: // APPENDS
          this.#extend('append', LIST, stack.unmark())
          break
        case 0x73: // SETITEM
          stack.require(3)
          this.#extend('setitem', DICT, stack.size - 2)
          break
        case 0x75: // SETITEMS
          this.#extend('setitem', DICT, stack.unmark())
          break
        case 0x90: // ADDITEMS
          this.#extend('add', SET, stack.unmark())
          break
        case 0x52: // REDUCE
          this.#reduce()
          break
        case 0x81: // NEWOBJ
          this.#newObject(false)
          break
        case 0x92: // NEWOBJ_EX
          this.#newObject(true)
          break
        case 0x62: // BUILD
          this.#build()
          break
        case 0x6f: // OBJ
          this.#obj()
          break
        case 0x69: // INST
          this.#inst()
          break
        case 0x63: // GLOBAL
          this.#global()
          break
        case 0x93: // STACK_GLOBAL
          this.#stackGlobal()
          break
        case 0x51: // BINPERSID
          this.#persistent(stack.pop())
          break
        case 0x50: // PERSID
          this.#line()
          this.#persistent(at * 8 + LITERAL)
          break
        case 0x82: // EXT1
          this.#extension(this.#u8())
          break
        case 0x83: // EXT2
          this.#extension(this.#u16())
          break
        case 0x84: // EXT4
          this.#extension(this.#u32() | 0)
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
          this.#frame()
          break
        case 0x80: // PROTO
          this.#proto()
          break
        case 0x2e: // STOP
          return this.#stop()
        default:
          this.#rare(buffer[pos]!)
      }
      if (input.start + input.pos > this.#frameEnd) this.#crossed()
    }
  }

  /** Opcodes of old protocols and of huge data. */
  #rare(opcode: number): void {
    const { stack } = this
    const literal = this.#at * 8 + LITERAL
    switch (opcode) {
      case 0x49: // INT
        return stack.push(this.#int(literal))
      case 0x4c: // LONG
        this.#number(readLong(this.#line()), 'LONG')
        return stack.push(literal)
      case 0x46: // FLOAT
        this.#number(readFloat(this.#line()), 'FLOAT')
        return stack.push(literal)
      case 0x53: // STRING
        this.#string()
        return stack.push(literal)
      case 0x56: // UNICODE
        this.#line()
        return stack.push(literal)
      case 0x67: // GET
        return this.#get(this.#index())
      case 0x70: // PUT
        return this.#put(this.#index())
      case 0x54: // BINSTRING
        return this.#binstring(literal)
      case 0x8b: {
        // LONG4
        const size = this.#u32() | 0
        if (size < 0) throw new StreamEnd('LONG4 with a negative length')
        this.#skip(size)
        return stack.push(literal)
      }
      case 0x8d: // BINUNICODE8
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        this.#skip(this.#u64())
        return stack.push(literal)
      case 0x97: // NEXT_BUFFER
        return stack.push(BUFFER)
      case 0x98: // READONLY_BUFFER
        stack.top()
        return
      default:
        throw new StreamEnd(`0x${opcode.toString(16).padStart(2, '0')} is no opcode`)
    }
  }

  // Arguments

  #need(n: number): number {
    const { input } = this
    if (input.have - input.pos < n) throw new StreamEnd('ends inside an argument')
    const at = input.pos
    input.pos = at + n
    return at
  }

  #u8(): number {
    return this.input.buffer[this.#need(1)]!
  }

  #u16(): number {
    return this.input.buffer.readUInt16LE(this.#need(2))
  }

  #u32(): number {
    return this.input.buffer.readUInt32LE(this.#need(4))
  }

  /** Lengths of 2**63 and more are refused by both unpicklers; all that is past the file ends the stream. */
  #u64(): number {
    return Number(this.input.buffer.readBigUInt64LE(this.#need(8)))
  }

  #skip(n: number): void {
    if (!this.input.skip(n)) throw new StreamEnd(`takes ${n} bytes, past the end of the data`)
  }

  /** The argument of a text opcode, latin-1. Python's unpickler takes a line without newline and drops its last byte. */
  #line(): string {
    const { text, whole } = this.input.line()
    if (whole) return text.toString('latin1')
    this.#diverges('the data ends inside a line: the C unpickler stops, the Python one goes on')
    return text.toString('latin1', 0, Math.max(0, text.length - 1))
  }

  #number(read: { readonly plain: boolean } | undefined, opcode: string): void {
    if (read === undefined) throw new StreamEnd(`${opcode} without a number`)
    if (!read.plain) this.#diverges(`${opcode} with a number that readers take differently`)
  }

  #int(literal: Handle): Handle {
    const read = readInt(this.#line())
    this.#number(read, 'INT')
    const value = read?.value
    if (typeof value === 'boolean') return value ? TRUE : FALSE
    return value !== undefined && BigInt.asIntN(32, value) === value ? intHandle(Number(value)) : literal
  }

  #index(): MemoKey {
    const read = readIndex(this.#line())
    this.#number(read, 'GET or PUT')
    const index = read?.value ?? -1n
    return index >= -(2n ** 53n) && index <= 2n ** 53n ? Number(index) : index
  }

  #string(): void {
    const line = this.#line()
    if (unquote(line) === undefined) throw new StreamEnd('STRING without quotes')
    if (/[\x80-\xff]/.test(line)) this.#diverges('STRING with bytes that are not ASCII')
  }

  #binstring(literal: Handle): void {
    const size = this.#u32()
    if (size >= 2 ** 31)
      this.#diverges('BINSTRING with a length that the Python unpickler takes for negative')
    this.#skip(size)
    this.stack.push(literal)
  }

  // Memo

  #get(key: MemoKey): void {
    const handle = this.#memo.get(key)
    if (handle === 0) throw new StreamEnd(`reads memo ${key}, which holds nothing`)
    this.stack.push(handle)
  }

  #put(key: MemoKey): void {
    if (key < 0) throw new StreamEnd(`writes memo ${key}`)
    this.#memo.put(key, this.stack.top())
  }

  // Containers

  #tuple(length: number): void {
    const { stack } = this
    stack.require(length)
    const base = stack.size - length
    const tuple = this.heap.fixed(TUPLE, length, (i) => stack.at(base + i))
    stack.cut(base)
    stack.push(tuple)
  }

  #fromMark(kind: typeof TUPLE | typeof FROZENSET | typeof LIST | typeof DICT): void {
    const { stack } = this
    const base = stack.unmark()
    const length = stack.size - base
    let made: Handle
    if (kind === TUPLE || kind === FROZENSET) made = this.heap.fixed(kind, length, (i) => stack.at(base + i))
    else {
      if (kind === DICT && length % 2 !== 0) throw new StreamEnd('DICT of an odd number of items')
      made = this.heap.growing(kind)
      if (length > 0) this.heap.extend(made, length, (i) => stack.at(base + i))
    }
    stack.cut(base)
    stack.push(made)
  }

  #extend(kind: 'append' | 'setitem' | 'add', plain: number, base: number): void {
    const { stack, heap } = this
    if (base <= stack.fence) throw new StreamEnd('adds to an empty stack')
    const target = stack.at(base - 1)
    const count = stack.size - base
    const container = heap.containerKind(target)
    if (container === undefined) {
      const items: Value[] = []
      for (let i = 0; i < Math.min(count, 256); i++) items.push(this.value(stack.at(base + i)))
      this.#effect({ kind, target: this.value(target), items, at: this.#at }, target)
    } else if (container === plain) heap.extend(target, count, (i) => stack.at(base + i))
    else if (kind === 'setitem' && container === LIST) heap.extend(target, 1, () => MISSING)
    const odd = kind === 'setitem' && count % 2 !== 0
    stack.cut(base)
    if (odd) throw new StreamEnd('SETITEMS of an odd number of items')
  }

  // Calls

  /** What the stream does to `target`, or what a call of it does. */
  #effect(effect: Effect, target: Handle): void {
    const maker = this.#makerOf(target)
    this.evidence.effect(effect, this.#at, maker)
    this.#hooks.effect?.(effect)
  }

  /** The global that is `handle`, or that made it. */
  #makerOf(handle: Handle): number | undefined {
    const tag = tagOf(handle)
    if (tag === GLOBAL || tag === SHELL) return payloadOf(handle)
    if (tag !== OBJECT || this.heap.kind(handle) !== CALL) return undefined
    const { callee } = this.heap.callRecord(handle)
    return tagOf(callee) === GLOBAL ? payloadOf(callee) : undefined
  }

  #call(via: number, callee: Handle, args: Handle, kwargs: Handle): void {
    if (this.heap.containerKind(args) !== TUPLE)
      this.#diverges('a call with arguments that are no tuple: only the Python unpickler makes it')
    if (kwargs !== 0 && this.heap.containerKind(kwargs) !== DICT)
      this.#diverges('a call with keywords that are no dict: only the Python unpickler makes it')
    const made = this.heap.call({ via, callee, args, kwargs, at: this.#at })
    if (tagOf(callee) === GLOBAL) this.evidence.called(payloadOf(callee))
    const call = materialiseCall(this.memory, made)
    this.#effect({ kind: 'call', call }, callee)
    this.extensions.watch(call)
    this.stack.push(made)
  }

  #reduce(): void {
    const args = this.stack.pop()
    this.#call(REDUCE, this.stack.pop(), args, 0)
  }

  #newObject(keywords: boolean): void {
    const kwargs = keywords ? this.stack.pop() : 0
    const args = this.stack.pop()
    this.#call(keywords ? NEWOBJ_EX : NEWOBJ, this.stack.pop(), args, kwargs)
  }

  #obj(): void {
    const { stack } = this
    const base = stack.unmark()
    const length = stack.size - base - 1
    if (length < 0) throw new StreamEnd('OBJ without a class')
    const callee = stack.at(base)
    const args = this.heap.fixed(TUPLE, length, (i) => stack.at(base + 1 + i))
    stack.cut(base)
    this.#call(OBJ, callee, args, 0)
  }

  #inst(): void {
    const { stack } = this
    const module = this.#line()
    const name = this.#line()
    const callee = this.#name(decodeName(module), decodeName(name))
    const base = stack.unmark()
    const args = this.heap.fixed(TUPLE, stack.size - base, (i) => stack.at(base + i))
    stack.cut(base)
    this.#call(INST, callee, args, 0)
  }

  #build(): void {
    const { stack } = this
    stack.require(2)
    const state = stack.pop()
    const target = stack.top()
    this.#effect(
      { kind: 'build', target: this.value(target), state: this.value(state), at: this.#at },
      target,
    )
    if (tagOf(target) !== OBJECT || this.heap.kind(target) !== CALL) return
    this.heap.setState(target, state)
    this.#hooks.built?.(this, target)
  }

  // Names

  #name(module: string, name: string): Handle {
    if (module === '' || name === '') this.#diverges('a global without a name')
    const index = this.evidence.name(module.slice(0, MAX_NAME), name.slice(0, MAX_NAME), this.#at)
    return index * 8 + GLOBAL
  }

  #global(): void {
    const module = this.#line()
    const name = this.#line()
    this.stack.push(this.#name(decodeName(module), decodeName(name)))
  }

  #stackGlobal(): void {
    const { stack } = this
    const name = this.value(stack.pop())
    const module = this.value(stack.pop())
    if (module.kind === 'str' && name.kind === 'str') {
      stack.push(this.#name(module.value, name.value))
      return
    }
    const computed = (v: Value): boolean => v.kind !== 'none' && !isPlain(v)
    if (!computed(name) && !computed(module))
      throw new StreamEnd('STACK_GLOBAL of something else than strings')
    this.#diverges('STACK_GLOBAL of names that are computed while loading')
    stack.push(MISSING)
  }

  #persistent(id: Handle): void {
    const value = this.value(id)
    this.evidence.persistent(value)
    this.#hooks.persistent?.(value)
    this.stack.push(this.heap.persistent(id))
  }

  #extension(code: number): void {
    if (code <= 0) throw new StreamEnd(`extension code ${code}`)
    const known = this.extensions.get(code)
    if (known !== undefined) {
      this.stack.push(this.#name(known.module, known.name))
      return
    }
    this.#diverges(`extension code ${code} is registered nowhere in this file`)
    this.stack.push(code * 8 + EXTENSION)
  }

  // Structure

  #proto(): void {
    const protocol = this.#u8()
    if (protocol > 5) throw new StreamEnd(`protocol ${protocol}`)
    this.#protocol = Math.max(this.#protocol, protocol)
  }

  #frame(): void {
    const size = this.#u64()
    const end = this.input.offset + size
    if (size >= 2 ** 63) throw new StreamEnd('FRAME with a length of 2**63 or more')
    if (this.#frameEnd !== NO_FRAME) {
      this.#diverges('FRAME inside a FRAME')
      if (end <= this.#frameEnd) return
    }
    if (end > this.input.bytes.size)
      this.#diverges('FRAME that is longer than the data: only the Python unpickler takes it', 'oddity')
    this.#frameEnd = end
  }

  #leaveFrame(): boolean {
    this.#frameEnd = NO_FRAME
    if (this.#resume === undefined) return false
    this.input.seek(this.#resume)
    this.#resume = undefined
    return true
  }

  #crossed(): void {
    this.#diverges('an argument crosses the end of its FRAME: readers part ways on what follows')
    this.#frameEnd = NO_FRAME
  }

  #stop(): Handle {
    const value = this.stack.pop()
    if (this.#frameEnd !== NO_FRAME && this.input.offset < this.#frameEnd)
      this.#diverges('STOP before the end of its FRAME')
    return value
  }
}

/** GLOBAL and INST read lines as UTF-8 at most. */
function decodeName(latin1: string): string {
  return /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1
}

/** Known to be no string whatever a call returns. */
function isPlain(value: Value): boolean {
  return (
    value.kind !== 'call' &&
    value.kind !== 'persistent' &&
    value.kind !== 'extension' &&
    value.kind !== 'unknown'
  )
}
