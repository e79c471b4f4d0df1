import type { LocalClass, Value } from './value.ts'

/** One text that runs: the file, or code that the file decodes and executes. */
export interface Source {
  readonly text: string
  /** For code inside code: the place in the file that executes it. */
  readonly place: Place | undefined
}

export interface Place {
  readonly start: number
  readonly end: number
}

/** Who runs a piece of code: the module itself, its `__main__` block, a function. */
export interface Owner {
  readonly id: number
  readonly name: string
  readonly kind: 'module' | 'main' | 'function'
  readonly inClass: LocalClass | undefined
  /** Runs when an attribute is read. */
  isProperty: boolean
  /** Local functions that it calls or hands on. */
  readonly calls: Set<number>
}

export interface Scope {
  readonly source: Source
  readonly names: Map<string, Value>
  readonly parent: Scope | undefined
  /** Names that assignments put into the outermost scope. */
  readonly globals: Set<string>
  readonly inClass: LocalClass | undefined
  /** The block of a class: invisible to the functions inside. */
  readonly isClass: boolean
  owner: Owner
  /** How deep in branches and loops: what is assigned there adds to what the name may hold. */
  branches: number
}

export function innerScope(parent: Scope, changes: Partial<Scope>): Scope {
  const { source, owner, inClass } = parent
  return {
    source,
    owner,
    inClass,
    isClass: false,
    branches: 0,
    ...changes,
    names: new Map(),
    globals: new Set(),
    parent,
  }
}

export function lookUp(scope: Scope, name: string): Value | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (s.isClass && s !== scope) continue
    const value = s.names.get(name)
    if (value) return value
  }
  return undefined
}

export function outermost(scope: Scope): Scope {
  let s = scope
  while (s.parent) s = s.parent
  return s
}

export function bind(scope: Scope, name: string, value: Value): void {
  const target = scope.globals.has(name) ? outermost(scope) : scope
  const old = target.names.get(name)
  const weak = scope.branches > 0 || target !== scope
  target.names.set(name, old && weak ? merged(old, value) : value)
}

/** Of two things that a name may hold, the one that can do more, with the origins of both. */
export function merged(old: Value, value: Value): Value {
  const from = old.from | value.from
  const kept = rank(old) > rank(value) ? old : value
  return kept.from === from ? kept : { ...kept, from }
}

function rank(value: Value): number {
  switch (value.kind) {
    case 'unknown':
    case 'number':
      return 0
    case 'text':
    case 'bytes':
      return value.text === '' ? 0 : 1
    case 'list':
      return value.items.length === 0 ? 0 : 1
    default:
      return 2
  }
}
