import type { SyntaxNode } from '../../syntax/python/syntax.ts'

/** A stretch of source. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** How a name comes by its value. */
type Origin =
  | { readonly kind: 'value'; readonly node: SyntaxNode; readonly path: readonly number[] }
  | { readonly kind: 'element'; readonly node: SyntaxNode; readonly path: readonly number[] }
  | { readonly kind: 'import'; readonly name: string }
  | { readonly kind: 'parameter'; readonly parameter: Parameter }
  | { readonly kind: 'function'; readonly definition: FunctionDefinition }
  | { readonly kind: 'class'; readonly definition: ClassDefinition }
  | { readonly kind: 'unknown' }

export interface Binding {
  readonly origin: Origin
  /** Where it takes effect. */
  readonly from: number
  /** The block that it stands in: what follows in there finds nothing older. */
  readonly within: Stretch
  /** Nobody outside of that block sees it: the names of comprehensions. */
  readonly inside?: boolean
  /** Where its expressions are looked up. */
  readonly scope: Scope
}

export interface Scope extends Stretch {
  readonly kind: 'module' | 'class' | 'function'
  readonly parent: Scope | undefined
  readonly names: Map<string, Binding[]>
  readonly globals: Set<string>
}

export interface Parameter {
  readonly of: FunctionDefinition
  readonly name: string
  /** Place among positional ones, `self` not counted; undefined for keyword-only. */
  readonly index: number | undefined
  readonly type: SyntaxNode | undefined
  readonly defaults: SyntaxNode | undefined
}

export interface FunctionDefinition {
  readonly name: string
  readonly node: SyntaxNode
  readonly scope: Scope
  readonly inClass: ClassDefinition | undefined
  readonly returns: SyntaxNode[]
  readonly decorators: readonly SyntaxNode[]
}

export interface ClassDefinition {
  readonly name: string
  readonly node: SyntaxNode
  readonly scope: Scope
  readonly bases: readonly SyntaxNode[]
  /** `self.x = …` in its methods. */
  readonly attributes: Map<string, Binding[]>
}

/** A node with the scope in which its names mean something. */
export interface Placed {
  readonly node: SyntaxNode
  readonly scope: Scope
}

export interface Program {
  readonly text: string
  readonly module: Scope
  readonly calls: readonly Placed[]
  readonly dicts: readonly Placed[]
  readonly assignments: readonly (Placed & { readonly name: string; readonly inFunction: boolean })[]
  readonly parameters: readonly Parameter[]
  readonly imports: ReadonlySet<string>
  /** Calls by the last name of what they call. */
  readonly callsTo: ReadonlyMap<string, readonly Placed[]>
}

export function newScope(kind: Scope['kind'], { start, end }: Stretch, parent: Scope | undefined): Scope {
  return { kind, start, end, parent, names: new Map(), globals: new Set() }
}

export function addBinding(scope: Scope, name: string, binding: Binding): void {
  let home = scope
  if (scope.globals.has(name)) while (home.parent) home = home.parent
  const known = home.names.get(name)
  const added = home === scope ? binding : { ...binding, within: home }
  if (known) known.push(added)
  else home.names.set(name, [added])
}

const MAX_BINDINGS = 40
/** Bindings of one name that are looked at, from the place upwards. */
const MAX_BACK = 400

/** What the name may stand for at the place, the nearest first. Undefined: no scope knows it. */
export function lookUp(scope: Scope, name: string, at: number): Binding[] | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (s.kind === 'class' && s !== scope) continue
    const all = s.names.get(name)
    if (!all) continue
    // Code in functions runs later: it sees what the outer scope holds in the end.
    const found = reaching(all, s === scope ? at : s.end, s === scope ? at : s.start)
    if (found.length > 0) return found
  }
  return undefined
}

function reaching(all: readonly Binding[], before: number, place: number): Binding[] {
  const found: Binding[] = []
  const last = lastBefore(all, before)
  for (let i = last; i >= 0 && i > last - MAX_BACK && found.length < MAX_BINDINGS; i--) {
    const binding = all[i]!
    const within = binding.within.start <= place && place <= binding.within.end
    if (binding.inside && !within) continue
    found.push(binding)
    if (within) break
  }
  return found
}

/** The bindings of a name are in order of their places. */
function lastBefore(all: readonly Binding[], before: number): number {
  let low = -1
  let high = all.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (all[middle]!.from <= before) low = middle
    else high = middle
  }
  return low
}

/** Names bound out of order: by `global`, by comprehensions. */
export function sortBindings(scope: Scope): void {
  for (const bindings of scope.names.values()) bindings.sort((a, b) => a.from - b.from)
}
