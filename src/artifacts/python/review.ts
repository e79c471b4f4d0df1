import type { Context } from '../../model/context.ts'
import { lineRange, type Range } from '../../model/location.ts'
import { apply } from './apply.ts'
import { evaluate } from './expressions.ts'
import type { Act, Oddity, PythonFacts } from './facts.ts'
import { invoke } from './invoke.ts'
import type { Call, Machine } from './machine.ts'
import { parsePython } from '../../syntax/python/parser.ts'
import type { Owner, Place, Scope } from './scope.ts'
import { execute } from './statements.ts'
import type { SyntaxNode } from '../../syntax/python/syntax.ts'
import { textOddities } from './text.ts'
import { FROM, type Value } from './value.ts'
import { MAX_UNPACKED } from './builtins.ts'
import { whenOf } from './when.ts'

/** Expressions and statements looked at, over all functions. A file of 4 MiB has about a million. */
const MAX_STEPS = 3_000_000
const MAX_SHOWN = 2000

export interface Review {
  readonly facts: PythonFacts
  /** False when the budget ran out before the end. */
  readonly complete: boolean
}

/** Follows a source text from its first line, without running any of it. `startedByHand`: nobody imports it. */
export function review(text: string, tree: SyntaxNode, ctx: Context, startedByHand = false): Review {
  let steps = 0
  const module: Owner = {
    id: 0,
    name: '<module>',
    kind: startedByHand ? 'main' : 'module',
    inClass: undefined,
    isProperty: false,
    calls: new Set(),
  }
  const m: Machine = {
    ctx,
    calls: new Map(),
    oddities: new Map(),
    imports: new Set(),
    wildcards: [],
    classes: [],
    owners: new Map([[0, module]]),
    functions: new Map(),
    drops: new Set(),
    places: new Set(),
    returned: undefined,
    folded: 0,
    depth: 0,
    callDepth: 0,
    nested: 0,
    unpacked: 0,
    step() {
      if ((++steps & 4095) === 0) ctx.checkpoint()
      return steps <= MAX_STEPS
    },
    evaluate: (node, scope) => evaluate(m, node, scope),
    execute: (node, scope) => execute(m, node, scope),
    apply: (callee, args, node, scope) => apply(m, callee, args, node, scope),
    parse: (inner) => parsePython(inner, ctx),
  }
  const scope: Scope = {
    source: { text, place: undefined },
    names: new Map(),
    parent: undefined,
    globals: new Set(),
    inClass: undefined,
    isClass: false,
    owner: module,
    branches: 0,
  }
  execute(m, tree, scope)
  runRest(m, scope)
  const lines = lineIndex(text)
  const when = whenOf(m)
  const acts = [...m.calls.values()].map((call) => actOf(call, when(call.owner), lines.at(call.place)))
  const oddities: Oddity[] = [...m.oddities.values()].map(({ place, ...o }) => ({
    ...o,
    at: lines.at(place),
  }))
  oddities.push(...textOddities(text))
  const bases = [...new Set(m.classes.flatMap((c) => c.bases))]
  return {
    facts: { acts, oddities, places: [...m.places], imports: [...m.imports], bases, lines: lines.count },
    complete: steps <= MAX_STEPS && m.unpacked <= MAX_UNPACKED,
  }
}

/** Functions that nobody in the file calls are someone else's to call. */
function runRest(m: Machine, scope: Scope): void {
  const nobody: Owner = {
    id: -2,
    name: '',
    kind: 'function',
    inClass: undefined,
    isProperty: false,
    calls: new Set(),
  }
  const outside = { ...scope, owner: nobody }
  // Functions that these define join the map, and the loop, while it runs.
  for (const { body, runs } of m.functions.values())
    if (runs === 0) invoke(m, body, { positional: [], named: new Map(), written: '' }, outside, undefined)
}

function actOf(call: Call, when: Act['when'], at: Range): Act {
  const { does, name, code, args, from, dropped, unpacked } = call
  const values = [...args.positional, ...args.named.values()]
  const [first] = args.positional
  const options: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [key, value] of args.named) {
    const shown = textOf(value) ?? (value.kind === 'ref' ? value.name : undefined)
    if (shown !== undefined) options[key] = shown.slice(0, MAX_SHOWN)
  }
  const texts = [...values, ...call.made].flatMap((v) => spread(v, 0))
  return {
    does,
    name,
    when,
    at,
    code,
    texts: texts
      .flatMap((v) => textOf(v) ?? [])
      .slice(0, 50)
      .map((t) => t.slice(0, MAX_SHOWN)),
    argv: first?.kind === 'list' ? first.items.slice(0, 100).map(wordOf) : undefined,
    from,
    indirect: (call.reached & FROM.built) !== 0,
    dropped,
    unpacked,
    options,
  }
}

/** Constants among the arguments, in lists, and in paths made on the spot. */
function spread(value: Value, depth: number): Value[] {
  if (value.kind === 'list') return value.items.slice(0, 100)
  const opens = value.kind === 'ref' && /^(?:pathlib\.Path|os\.path\.expanduser)\(\)/.test(value.name)
  return opens && depth < 4 ? (value.made ?? []).flatMap((v) => spread(v, depth + 1)) : [value]
}

/** A word of an argument list. This interpreter is a program like any other. */
function wordOf(value: Value): string {
  return textOf(value) ?? (value.kind === 'ref' && value.name === 'sys.executable' ? 'python' : '?')
}

function textOf(value: Value): string | undefined {
  if (value.kind === 'text' || value.kind === 'bytes') return value.text
  return value.kind === 'number' ? String(value.number) : undefined
}

function lineIndex(text: string): { count: number; at(place: Place): Range } {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const lineAt = (offset: number): number => {
    let low = 0
    let high = starts.length
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
  return {
    count: starts.length,
    at: ({ start, end }) => lineRange(lineAt(start), lineAt(Math.max(start, end - 1))),
  }
}
