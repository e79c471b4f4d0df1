import { malformed } from '../../model/read-error.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const MAX_DEPTH = 64

/**
 * Walks JSON in UTF-8 without building a value, so that a header of any size costs no more than its bytes.
 * Grammar is that of RFC 8259 and nothing else; whatever breaks it is a `malformed` ReadError whose
 * offset counts from the start of the buffer plus `base`.
 */
export class JsonText {
  readonly #text: Buffer
  readonly #base: number
  at = 0
  /** The last string spelled half a character with an escape: parsers disagree on what that is. */
  loneSurrogate = false

  constructor(text: Buffer, base: number) {
    this.#text = text
    this.#base = base
  }

  fail(why: string): never {
    throw malformed(why, this.#base + this.at)
  }

  #space(): void {
    for (;;) {
      const c = this.#text[this.at]
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return
      this.at++
    }
  }

  /** The next character that is no space, as its code; -1 at the end. */
  peek(): number {
    this.#space()
    return this.#text[this.at] ?? -1
  }

  #expect(char: string): void {
    if (this.peek() !== char.charCodeAt(0)) this.fail(`the JSON lacks a ${char}`)
    this.at++
  }

  end(): void {
    if (this.peek() !== -1) this.fail('text follows the end of the JSON')
  }

  /** Calls `member` with each key, standing before its value, which it must read. */
  object(member: (key: string, keyStart: number) => void): void {
    this.#expect('{')
    if (this.peek() === 0x7d) {
      this.at++
      return
    }
    for (;;) {
      this.#space()
      const start = this.at
      const text = this.string()
      if (this.loneSurrogate) this.fail('a key holds half a surrogate pair')
      this.#expect(':')
      member(text, this.#base + start)
      if (this.peek() === 0x7d) {
        this.at++
        return
      }
      this.#expect(',')
    }
  }

  /** Calls `item` before each element, which it must read. */
  array(item: () => void): void {
    this.#expect('[')
    if (this.peek() === 0x5d) {
      this.at++
      return
    }
    for (;;) {
      item()
      if (this.peek() === 0x5d) {
        this.at++
        return
      }
      this.#expect(',')
    }
  }

  string(): string {
    this.#expect('"')
    const text = this.#text
    const start = this.at
    let escaped = false
    for (let i = start; ; i++) {
      const c = text[i]
      if (c === undefined) this.fail('a string does not end')
      if (c < 0x20) this.fail('a string holds a control character')
      if (c === BACKSLASH) {
        escaped = true
        i++
      } else if (c === QUOTE) {
        this.at = i + 1
        this.loneSurrogate = false
        return escaped ? this.#unescape(start, i) : text.toString('utf8', start, i)
      }
    }
  }

  #unescape(start: number, end: number): string {
    try {
      const text = JSON.parse(this.#text.toString('utf8', start - 1, end + 1)) as string
      this.loneSurrogate = !text.isWellFormed()
      return text
    } catch {
      return this.fail('a string holds an escape that JSON does not know')
    }
  }

  /** The literal as it stands. */
  number(): string {
    this.#space()
    const start = this.at
    while (isNumberPart(this.#text[this.at])) this.at++
    const literal = this.#text.toString('latin1', start, Math.min(this.at, start + 400))
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(literal)) this.fail('a value is no JSON')
    return literal
  }

  #word(word: string): void {
    if (this.#text.toString('latin1', this.at, this.at + word.length) !== word)
      this.fail('a value is no JSON')
    this.at += word.length
  }

  skip(depth = 0): void {
    if (depth > MAX_DEPTH) this.fail(`the JSON nests deeper than ${MAX_DEPTH}`)
    const c = this.peek()
    if (c === 0x7b) this.object(() => this.skip(depth + 1))
    else if (c === 0x5b) this.array(() => this.skip(depth + 1))
    else if (c === QUOTE) this.string()
    else if (c === 0x74) this.#word('true')
    else if (c === 0x66) this.#word('false')
    else if (c === 0x6e) this.#word('null')
    else this.number()
  }
}

function isNumberPart(c: number | undefined): boolean {
  if (c === undefined) return false
  return (c >= 0x30 && c <= 0x39) || c === 0x2d || c === 0x2b || c === 0x2e || c === 0x65 || c === 0x45
}
