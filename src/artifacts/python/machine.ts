import type { Context } from '../../model/context.ts'
import type { Capability } from './capabilities.ts'
import type { Oddity } from './facts.ts'
import type { Owner, Place, Scope, Source } from './scope.ts'
import type { SyntaxNode } from '../../syntax/python/syntax.ts'
import { UNKNOWN, type LocalClass, type LocalFunction, type Origin, type Value } from './value.ts'

export interface Arguments {
  readonly positional: readonly Value[]
  readonly named: ReadonlyMap<string, Value>
  /** The list as it stands, for matching names of files across calls. */
  readonly written: string
}

/** A call with an effect, before it is known who reaches it. */
export interface Call {
  readonly does: Capability
  readonly name: string
  readonly owner: Owner
  readonly place: Place
  readonly code: string
  readonly args: Arguments
  readonly from: Origin
  /** Where the callee itself comes from. */
  readonly reached: Origin
  /** With which arguments the object was made whose method is called. */
  readonly made: readonly Value[]
  readonly dropped: boolean
  readonly unpacked: boolean
}

interface Analysis {
  readonly body: LocalFunction
  readonly owner: Owner
  runs: number
  running: boolean
  returns: Value
}

/** The state of one review. The three functions are tied together here because they need each other. */
export interface Machine {
  readonly ctx: Context
  readonly calls: Map<string, Call>
  readonly oddities: Map<string, Omit<Oddity, 'at'> & { readonly place: Place }>
  readonly imports: Set<string>
  readonly wildcards: string[]
  readonly classes: LocalClass[]
  readonly owners: Map<number, Owner>
  readonly functions: Map<number, Analysis>
  /** Files written from the network or from decoded data: constant paths, else the expression. */
  readonly drops: Set<string>
  /** Text that names where people keep keys, or that only attacks contain. */
  readonly places: Set<string>
  /** Values of the `return` statements of the function that runs. */
  returned: Value | undefined
  /** Characters of folded text so far. */
  folded: number
  depth: number
  callDepth: number
  nested: number
  /** Texts executed so far. */
  unpacked: number
  /** False when the budget is spent: everything is unknown from then on, and the review says so. */
  step(): boolean
  evaluate(node: SyntaxNode, scope: Scope): Value
  execute(node: SyntaxNode, scope: Scope): void
  apply(callee: Value, args: Arguments, node: SyntaxNode, scope: Scope): Value
  parse(text: string): SyntaxNode | undefined
}

export function sliceOf(source: Source, node: SyntaxNode): string {
  return source.text.slice(node.start, node.end)
}

export function placeOf(source: Source, node: SyntaxNode): Place {
  return source.place ?? { start: node.start, end: node.end }
}

export function excerpt(source: Source, node: SyntaxNode): string {
  return source.text
    .slice(node.start, Math.min(node.end, node.start + 400))
    .replaceAll(/\s+/g, ' ')
    .slice(0, 160)
}

/** A function, method or lambda that the source defines. */
export function define(m: Machine, body: Omit<LocalFunction, 'id'>): LocalFunction {
  const id = m.functions.size + 1
  const owner: Owner = {
    id,
    name: body.name,
    kind: 'function',
    inClass: body.ownerClass,
    isProperty: false,
    calls: new Set(),
  }
  const defined = { ...body, id }
  m.owners.set(id, owner)
  m.functions.set(id, { body: defined, owner, runs: 0, running: false, returns: UNKNOWN })
  return defined
}

export function note(m: Machine, kind: Oddity['kind'], source: Source, node: SyntaxNode, says: string): void {
  const key = `${kind} ${says}`
  if (!m.oddities.has(key))
    m.oddities.set(key, { kind, place: placeOf(source, node), says, code: excerpt(source, node) })
}
