import type { Effect } from './contract.ts'
import type { Value } from './value.ts'

const MAX_TEXT = 200
const MAX_SHOWN_ITEMS = 16

/** Python-like source of a value on one line, at most about `room` characters. Untrusted text inside. */
export function decompile(value: Value, room = 400, names?: ReadonlyMap<number, string>): string {
  const printer = new Printer(room, names)
  printer.value(value)
  return printer.text()
}

/** An effect as the statement that would do it. */
export function decompileEffect(effect: Effect, room = 400, names?: ReadonlyMap<number, string>): string {
  const printer = new Printer(room, names)
  switch (effect.kind) {
    case 'call':
      printer.call(effect.call)
      break
    case 'build':
      printer.method(effect.target, '__setstate__', [effect.state])
      break
    case 'append':
      printer.method(effect.target, 'extend', effect.items)
      break
    case 'add':
      printer.method(effect.target, 'update', effect.items)
      break
    case 'setitem':
      printer.method(effect.target, '__setitem__', effect.items)
      break
    default:
      effect satisfies never
  }
  return printer.text()
}

class Printer {
  readonly #parts: string[] = []
  readonly #names: ReadonlyMap<number, string> | undefined
  #room: number

  constructor(room: number, names: ReadonlyMap<number, string> | undefined) {
    this.#room = room
    this.#names = names
  }

  text(): string {
    return this.#parts.join('')
  }

  #put(text: string): void {
    if (this.#room <= 0) return
    if (text.length > this.#room) {
      this.#parts.push(`${text.slice(0, this.#room)}…`)
      this.#room = 0
      return
    }
    this.#room -= text.length
    this.#parts.push(text)
  }

  value(value: Value): void {
    if (this.#room <= 0) return
    switch (value.kind) {
      case 'none':
        return this.#put('None')
      case 'bool':
        return this.#put(value.value ? 'True' : 'False')
      case 'int':
        return this.#put(value.value.toString().slice(0, MAX_TEXT))
      case 'float':
        return this.#put(String(value.value))
      case 'str':
        return this.#put(quote(value.value, value.size))
      case 'bytes':
        return this.#put(`b${quote(Buffer.from(value.head).toString('latin1'), value.size)}`)
      case 'bytearray':
        return this.#put(`bytearray(b${quote(Buffer.from(value.head).toString('latin1'), value.size)})`)
      case 'tuple':
        return this.#items('(', value.items, value.length, value.length === 1 ? ',)' : ')')
      case 'list':
        return this.#items('[', value.items, value.length, ']')
      case 'set':
        return this.#items('{', value.items, value.length, '}')
      case 'frozenset':
        return this.#items('frozenset({', value.items, value.length, '})')
      case 'dict':
        return this.#dict(value.items, value.length)
      case 'global':
        return this.#put(`${plain(value.module)}.${plain(value.name)}`)
      case 'call':
        return this.#made(value)
      case 'persistent':
        this.#put('persistent_load(')
        this.value(value.id)
        return this.#put(')')
      case 'buffer':
        return this.#put('next(buffers)')
      case 'extension':
        return this.#put(`extension(${value.code})`)
      case 'unknown':
        return this.#put('…')
      default:
        value satisfies never
    }
  }

  #made(value: Extract<Value, { kind: 'call' }>): void {
    const name = this.#names?.get(value.at)
    if (name === undefined) this.call(value)
    else this.#put(name)
  }

  call(call: Extract<Value, { kind: 'call' }>): void {
    this.value(call.callee)
    this.#put('(')
    this.#list(call.args, call.args.length)
    for (const [i, [key, value]] of (call.kwargs?.items ?? []).slice(0, MAX_SHOWN_ITEMS).entries()) {
      if (i > 0 || call.args.length > 0) this.#put(', ')
      this.#put(key.kind === 'str' ? `${plain(key.value)}=` : '**…=')
      this.value(value)
    }
    this.#put(')')
  }

  method(target: Value, name: string, args: readonly Value[]): void {
    this.value(target)
    this.#put(`.${name}(`)
    this.#list(args, args.length)
    this.#put(')')
  }

  #items(open: string, items: readonly Value[], length: number, close: string): void {
    this.#put(open)
    this.#list(items, length)
    this.#put(close)
  }

  #list(items: readonly Value[], length: number): void {
    for (const [i, item] of items.slice(0, MAX_SHOWN_ITEMS).entries()) {
      if (i > 0) this.#put(', ')
      this.value(item)
    }
    if (length > Math.min(items.length, MAX_SHOWN_ITEMS)) this.#put(', …')
  }

  #dict(items: readonly (readonly [Value, Value])[], length: number): void {
    this.#put('{')
    for (const [i, [key, value]] of items.slice(0, MAX_SHOWN_ITEMS).entries()) {
      if (i > 0) this.#put(', ')
      this.value(key)
      this.#put(': ')
      this.value(value)
    }
    if (length > Math.min(items.length, MAX_SHOWN_ITEMS)) this.#put(', …')
    this.#put('}')
  }
}

/** Names come from the stream: a newline or a quote in one must not look like another statement. */
function plain(name: string): string {
  const short = name.length > MAX_TEXT ? `${name.slice(0, MAX_TEXT)}…` : name
  return escape(short)
}

function quote(text: string, size: number): string {
  const shown = text.slice(0, MAX_TEXT)
  const more = size > shown.length && text.length > 0 && shown.length < size && text.length >= MAX_TEXT
  const mark = shown.includes("'") && !shown.includes('"') ? '"' : "'"
  const body = escape(shown.replaceAll('\\', '\\\\'))
  return `${mark}${mark === "'" ? body.replaceAll("'", String.raw`\'`) : body}${more ? '…' : ''}${mark}`
}

function escape(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (c) => {
    if (c === '\n') return String.raw`\n`
    if (c === '\t') return String.raw`\t`
    if (c === '\r') return String.raw`\r`
    const code = c.codePointAt(0) ?? 0
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}
