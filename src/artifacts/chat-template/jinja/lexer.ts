import { TemplateSyntaxError } from './ast.ts'
import { decodeStringBody } from './string-literal.ts'

export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'operator'
  /** Names and operators as they stand, strings decoded, numbers as their literal. */
  readonly text: string
  readonly line: number
}

export type Segment =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'output' | 'tag'; readonly tokens: readonly Token[]; readonly line: number }

const OPENING = /\{(?:\{|%|#)/g
const TOKEN =
  /\s+|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<number>0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)|'(?<single>[^'\\]*(?:\\[^][^'\\]*)*)'|"(?<double>[^"\\]*(?:\\[^][^"\\]*)*)"|(?<operator>\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}<>=.:|,;])/uy
const RAW_START = /^[-+]?\s*raw\s*[-+]?%\}/
const RAW_END = /\{%[-+]?\s*endraw\s*[-+]?%\}/g
const MAX_TOKENS = 1_000_000

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Splits a template. Whitespace control is taken and ignored: it changes no meaning that matters here. */
export function lexTemplate(source: string): Segment[] {
  const segments: Segment[] = []
  const lineAt = lineCounter(source)
  let tokenCount = 0
  let at = 0
  while (at < source.length) {
    OPENING.lastIndex = at
    const opening = OPENING.exec(source)
    const textEnd = opening?.index ?? source.length
    if (textEnd > at) segments.push({ kind: 'text', text: source.slice(at, textEnd), line: lineAt(at) })
    if (!opening) break
    at = readSegment(opening[0], textEnd)
  }
  return segments

  /** Returns where the segment ends. */
  function readSegment(opening: string, start: number): number {
    const inside = start + 2
    const line = lineAt(start)
    if (opening === '{#') {
      const end = source.indexOf('#}', inside)
      if (end < 0) throw new TemplateSyntaxError('a comment does not end', line)
      return end + 2
    }
    const raw = opening === '{%' ? RAW_START.exec(source.slice(inside, inside + 200)) : null
    if (raw) return readRaw(inside + raw[0].length, line)
    const tag = opening === '{%'
    const { tokens, end } = readTokens(inside, tag ? '%}' : '}}', line)
    segments.push({ kind: tag ? 'tag' : 'output', tokens, line })
    return end
  }

  function readRaw(start: number, line: number): number {
    RAW_END.lastIndex = start
    const end = RAW_END.exec(source)
    if (!end) throw new TemplateSyntaxError('a raw block does not end', line)
    segments.push({ kind: 'text', text: source.slice(start, end.index), line })
    return end.index + end[0].length
  }

  function readTokens(start: number, closing: string, line: number): { tokens: Token[]; end: number } {
    const tokens: Token[] = []
    const open: string[] = []
    let i = source[start] === '-' || source[start] === '+' ? start + 1 : start
    for (;;) {
      if (open.length === 0) {
        const signed = source[i] === '-' || source[i] === '+' ? i + 1 : i
        if (source.startsWith(closing, signed)) return { tokens, end: signed + 2 }
      }
      if (i >= source.length)
        throw new TemplateSyntaxError(`a ${closing === '%}' ? 'tag' : 'print'} does not end`, line)
      TOKEN.lastIndex = i
      const match = TOKEN.exec(source)
      if (!match)
        throw new TemplateSyntaxError(`unexpected ${JSON.stringify(source.slice(i, i + 1))}`, lineAt(i))
      const token = toToken(match, lineAt(i))
      i = TOKEN.lastIndex
      if (!token) continue
      if (++tokenCount > MAX_TOKENS)
        throw new TemplateSyntaxError('more tokens than a template has', token.line)
      if (token.kind === 'operator') balance(open, token)
      tokens.push(token)
    }
  }
}

function toToken(match: RegExpExecArray, line: number): Token | undefined {
  const { name, number, single, double, operator } = match.groups ?? {}
  if (name !== undefined) return { kind: 'name', text: name, line }
  if (number !== undefined) return { kind: 'number', text: number, line }
  const body = single ?? double
  if (body !== undefined) return { kind: 'string', text: decodeStringBody(body), line }
  return operator === undefined ? undefined : { kind: 'operator', text: operator, line }
}

/** Inside brackets `}}` closes dicts, not the print. */
function balance(open: string[], token: Token): void {
  const closer = CLOSERS[token.text]
  if (closer !== undefined) open.push(closer)
  else if (token.text === ')' || token.text === ']' || token.text === '}') {
    if (open.pop() !== token.text) throw new TemplateSyntaxError(`unexpected ${token.text}`, token.line)
  }
}

/** Offsets must be asked for in rising order. */
function lineCounter(source: string): (offset: number) => number {
  let line = 1
  let newline = source.indexOf('\n')
  return (offset) => {
    for (; newline >= 0 && newline < offset; newline = source.indexOf('\n', newline + 1)) line++
    return line
  }
}
