import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'

/** The module itself (name `''`), a function, or a method as `Class.method`. */
export interface OutlineScope {
  readonly name: string
  /** Lines, inclusive. */
  readonly start: number
  readonly end: number
  /** What is called, as it is written: `send`, `_net.send`, `self.run`. */
  readonly calls: readonly string[]
  /** Attributes called on what is no plain name: `Client().run()` gives `run`. */
  readonly methods: readonly string[]
  /** Plain names given to threads, executors and exit handlers. */
  readonly handed: readonly string[]
  readonly imports: readonly OutlineImport[]
}

export interface OutlineImport {
  /** With its leading dots. */
  readonly module: string
  /** Name taken from the module; `*` for all. Absent for `import module`. */
  readonly attribute?: string
  readonly as: string
}

export interface Outline {
  readonly scopes: readonly OutlineScope[]
}

/** What a block under `if __name__ == '__main__'` belongs to: nobody imports it into running. */
export const MAIN = '<main>'
const MAIN_GUARD = /^\(?\s*__name__\s*==\s*["']__main__["']/
const MAX_NAME = 200
const MAX_SCOPES = 20_000

interface Growing {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly calls: Set<string>
  readonly methods: Set<string>
  readonly handed: Set<string>
  readonly imports: OutlineImport[]
}

/** Who calls whom and imports what, by name. Follows nothing. */
export function outlineOf(root: SyntaxNode, text: string): Outline {
  const lineAt = lineFinder(text)
  const open = (name: string, node: SyntaxNode): Growing => {
    const scope: Growing = {
      name,
      start: lineAt(node.start),
      end: lineAt(Math.max(node.start, node.end - 1)),
      calls: new Set(),
      methods: new Set(),
      handed: new Set(),
      imports: [],
    }
    if (scopes.length < MAX_SCOPES) scopes.push(scope)
    return scope
  }
  const scopes: Growing[] = []
  const stack: { node: SyntaxNode; scope: Growing; inClass: string }[] = []
  const push = (nodes: readonly SyntaxNode[], scope: Growing, inClass: string): void => {
    for (const node of nodes.toReversed()) stack.push({ node, scope, inClass })
  }
  push(root.children, open('', root), '')
  const textOf = (node: SyntaxNode): string =>
    text.slice(node.start, Math.min(node.end, node.start + MAX_NAME))
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, scope, inClass } = next
    switch (node.type) {
      case 'function_definition': {
        const named = child(node, 'name')
        const name = named === undefined ? '' : textOf(named)
        const inner = open(inClass === '' ? name : `${inClass}.${name}`, node)
        push(node.children, inner, '')
        continue
      }
      case 'class_definition': {
        const named = child(node, 'name')
        push(node.children, scope, named === undefined ? '' : textOf(named))
        continue
      }
      case 'if_statement': {
        const condition = child(node, 'condition')
        if (scope.name !== '' || condition === undefined || !MAIN_GUARD.test(textOf(condition))) break
        const consequence = child(node, 'consequence')
        for (const part of node.children)
          push([part], part === consequence ? open(MAIN, part) : scope, inClass)
        continue
      }
      case 'import_statement':
      case 'import_from_statement':
        addImports(scope, node, textOf)
        continue
      case 'call':
        addCall(scope, node, textOf)
        break
      case 'decorator':
        // A decorator is called with what it decorates.
        for (const c of node.children)
          if (c.type === 'identifier' || c.type === 'attribute') scope.calls.add(textOf(c))
        break
      default:
        break
    }
    push(node.children, scope, inClass)
  }
  return {
    scopes: scopes.map((s) => ({
      ...s,
      calls: [...s.calls],
      methods: [...s.methods],
      handed: [...s.handed],
    })),
  }
}

/** What calls the functions that it is given, at once or at the end. */
const CALLS_BACK =
  /(?:^|\.)(?:Thread|Timer|Process|register|submit|start_new_thread|run|create_task|ensure_future|run_until_complete|map|call_soon|setup)$/

function addCall(scope: Growing, node: SyntaxNode, textOf: (node: SyntaxNode) => string): void {
  const callee = child(node, 'function')
  const written = callee === undefined ? '' : textOf(callee)
  if (/^[\p{L}\p{N}_.]+$/u.test(written)) scope.calls.add(written)
  else {
    const last = callee?.type === 'attribute' ? child(callee, 'attribute') : undefined
    if (last) scope.methods.add(textOf(last))
  }
  if (!CALLS_BACK.test(written)) return
  for (const argument of child(node, 'arguments')?.children ?? []) {
    const value = argument.type === 'keyword_argument' ? child(argument, 'value') : argument
    if (value && (value.type === 'identifier' || value.type === 'attribute')) scope.handed.add(textOf(value))
  }
}

function addImports(scope: Growing, node: SyntaxNode, textOf: (node: SyntaxNode) => string): void {
  const from = child(node, 'module_name')
  const module = from === undefined ? undefined : textOf(from).replaceAll(/\s/g, '')
  for (const part of node.children) {
    if (part === from) continue
    if (part.type === 'wildcard_import' && module !== undefined) {
      scope.imports.push({ module, attribute: '*', as: '*' })
      continue
    }
    const named = part.type === 'aliased_import' ? child(part, 'name') : part
    const alias = part.type === 'aliased_import' ? child(part, 'alias') : undefined
    if (named === undefined || named.type !== 'dotted_name') continue
    const name = textOf(named).replaceAll(/\s/g, '')
    const as = alias ? textOf(alias) : undefined
    if (module !== undefined) scope.imports.push({ module, attribute: name, as: as ?? name })
    // Plain `import a.b` binds `a`, and loads `a.b`.
    else scope.imports.push({ module: name, as: as ?? name })
  }
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
