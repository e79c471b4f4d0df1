import { TemplateSyntaxError } from './ast.ts'
import type { Token } from './lexer.ts'

const MAX_DEPTH = 150

/** The tokens of one print or tag, and how deep the parser stands in them. */
export class TokenStream {
  readonly #tokens: readonly Token[]
  readonly line: number
  #at = 0
  #depth = 0

  constructor(tokens: readonly Token[], line: number) {
    this.#tokens = tokens
    this.line = tokens[0]?.line ?? line
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead]
  }

  get currentLine(): number {
    return this.peek()?.line ?? this.line
  }

  next(): Token {
    const token = this.#tokens[this.#at++]
    if (!token) throw new TemplateSyntaxError('an expression ends early', this.line)
    return token
  }

  is(text: string, kind: Token['kind'] = 'operator'): boolean {
    const token = this.peek()
    return token?.text === text && token.kind === kind
  }

  isName(text: string): boolean {
    return this.is(text, 'name')
  }

  skipIf(text: string, kind: Token['kind'] = 'operator'): boolean {
    if (!this.is(text, kind)) return false
    this.#at++
    return true
  }

  expect(text: string, kind: Token['kind'] = 'operator'): void {
    if (!this.skipIf(text, kind)) this.fail(`expected ${text}`)
  }

  name(): string {
    const token = this.next()
    if (token.kind !== 'name')
      throw new TemplateSyntaxError(`expected a name, found ${token.text.slice(0, 40)}`, token.line)
    return token.text
  }

  end(): void {
    const token = this.peek()
    if (token) this.fail(`unexpected ${token.text.slice(0, 40)}`)
  }

  fail(message: string): never {
    throw new TemplateSyntaxError(message, this.currentLine)
  }

  /** Guards the parser's own stack against nested input. */
  nested<T>(parse: () => T): T {
    if (++this.#depth > MAX_DEPTH) this.fail(`nested deeper than ${MAX_DEPTH}`)
    const result = parse()
    this.#depth--
    return result
  }
}
