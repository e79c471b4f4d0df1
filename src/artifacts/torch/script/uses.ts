import { tokens, type Token } from './tokens.ts'

/** A dotted name that the source reaches, aliases and `getattr` resolved: `torch.save`, `ops.torchvision.nms`. */
export interface NameUse {
  readonly name: string
  readonly line: number
  /** The first string among the arguments, where it is called. */
  readonly argument?: string
}

const MAX_ARGUMENT = 200
/** Parentheses and `getattr` around one name. */
const MAX_DEPTH = 32

/**
 * Dotted names that start at a builtin namespace. TorchScript lets a name stand for a namespace (`t = torch`)
 * and takes attributes by string, so both are followed; a name that is assigned twice stands for both.
 */
export function* namesUsed(source: string): Generator<NameUse> {
  const all = [...tokens(source)]
  const aliases = new Map<string, Set<string>>()
  // An alias may be defined from another one, so twice suffices for what a loader resolves in order.
  for (let i = 0; i < 2; i++) collectAliases(all, aliases)
  for (let at = 0; at < all.length;) {
    const reached = primary(all, at, 0)
    if (reached === undefined) {
      at++
      continue
    }
    const { names, end, line } = reached
    const argument = text(all[end], '(') ? firstString(all, end + 1) : undefined
    for (const name of resolved(names, aliases))
      yield { name, line, ...(argument === undefined ? {} : { argument }) }
    at = Math.max(end, at + 1)
  }
}

interface Primary {
  readonly names: readonly string[]
  readonly end: number
  readonly line: number
}

/** `a.b`, `(a).b`, `getattr(a, "b").c` from a token on; `end` is the token behind it. */
function primary(all: readonly Token[], start: number, depth: number): Primary | undefined {
  const first = all[start]
  if (first === undefined || depth > MAX_DEPTH || text(all[start - 1], '.')) return undefined
  let names: string[]
  let at: number
  if (first.kind === 'name' && first.text === 'getattr' && text(all[start + 1], '(')) {
    const inner = primary(all, start + 2, depth + 1)
    const attribute = inner === undefined ? undefined : all[inner.end + 1]
    if (inner === undefined || !text(all[inner.end], ',') || attribute?.kind !== 'string') return undefined
    const close = closing(all, inner.end + 2)
    if (close === undefined) return undefined
    names = [...inner.names, attribute.text]
    at = close + 1
  } else if (first.kind === 'name') {
    names = [first.text]
    at = start + 1
  } else if (text(first, '(')) {
    const inner = primary(all, start + 1, depth + 1)
    if (inner === undefined || !text(all[inner.end], ')')) return undefined
    names = [...inner.names]
    at = inner.end + 1
  } else return undefined
  for (;;) {
    const attribute = all[at + 1]
    if (!text(all[at], '.') || attribute?.kind !== 'name') break
    names.push(attribute.text)
    at += 2
  }
  return { names, end: at, line: first.line }
}

/** Of the parenthesis that is open. */
function closing(all: readonly Token[], start: number): number | undefined {
  let depth = 1
  for (let at = start; at < all.length; at++) {
    if (text(all[at], '(')) depth++
    else if (text(all[at], ')') && --depth === 0) return at
  }
  return undefined
}

function collectAliases(all: readonly Token[], aliases: Map<string, Set<string>>): void {
  for (let at = 0; at + 2 < all.length; at++) {
    const target = all[at]!
    if (target.kind !== 'name' || !text(all[at + 1], '=') || text(all[at - 1], '.')) continue
    const value = primary(all, at + 2, 0)
    if (value === undefined || text(all[value.end], '(')) continue
    const meant = aliases.get(target.text) ?? new Set<string>()
    for (const name of resolved(value.names, aliases)) if (meant.size < 64) meant.add(name)
    if (meant.size > 0) aliases.set(target.text, meant)
  }
}

function* resolved(names: readonly string[], aliases: ReadonlyMap<string, Set<string>>): Generator<string> {
  const [root, ...rest] = names
  if (root === 'torch' || root === 'ops' || root === '__torch__') yield names.join('.')
  for (const meant of aliases.get(root ?? '') ?? []) yield [meant, ...rest].join('.')
}

function firstString(all: readonly Token[], start: number): string | undefined {
  let depth = 1
  for (let at = start; at < all.length && depth > 0 && at < start + 64; at++) {
    const token = all[at]!
    if (token.kind === 'string') return token.text.slice(0, MAX_ARGUMENT)
    if (text(token, '(')) depth++
    else if (text(token, ')')) depth--
  }
  return undefined
}

function text(token: Token | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark
}
