import type { Emission, Guard, Rewrite } from '../facts.ts'
import type { Expression, Statement } from '../jinja/ast.ts'
import { overLimit } from '../../../model/read-error.ts'
import { argumentsOf, children } from '../jinja/visit.ts'
import { elementOf, evaluate, type Scope } from './evaluate.ts'
import { fold, textOf, type Constants } from './fold.ts'
import {
  flipped,
  isContent,
  merge,
  mergeGuards,
  NOTHING,
  sameSize,
  unsigned,
  withGuards,
  type Value,
} from './value.ts'

const ROUNDS = 5
const MAX_EMISSIONS = 2000
const MAX_TEXT = 20_000
const MACRO_DEPTH = 4
/** Stands for what is rendered from values, between the template's own text. */
const DYNAMIC = ' … '

export interface Flow {
  readonly emissions: readonly Emission[]
  readonly rewrites: readonly Rewrite[]
}

type Macro = Statement & { kind: 'macro' }

interface State extends Scope {
  readonly values: Map<string, Value>
  readonly macros: Map<string, Macro>
  readonly emissions: Emission[]
  readonly rewrites: Rewrite[]
  readonly steps: { left: number }
  /** Macros on the way: their bodies are rendered where they are called. */
  readonly calling: string[]
  /** Macros walked in this round, with the guards that they were called under. */
  readonly rendered: Set<string>
  changed: boolean
  recording: boolean
}

/**
 * Follows what messages say into the conditions of the template, and collects the text that the template
 * adds under them. Names are followed without regard to order, until nothing new is learned.
 */
export function followFlow(template: readonly Statement[], constants: Constants, maxSteps: number): Flow {
  const state = createState(constants, maxSteps)
  for (let round = 0; round < ROUNDS; round++) {
    state.changed = false
    state.rendered.clear()
    walkBody(template, [], state)
    if (!state.changed) break
  }
  state.recording = true
  state.rendered.clear()
  walkBody(template, [], state)
  return { emissions: state.emissions, rewrites: state.rewrites }
}

function createState(constants: Constants, maxSteps: number): State {
  const values = new Map<string, Value>()
  const state: State = {
    constants,
    values,
    macros: new Map(),
    emissions: [],
    rewrites: [],
    steps: { left: maxSteps },
    calling: [],
    rendered: new Set(),
    changed: false,
    recording: false,
    lookup: (name) => values.get(name),
    callMacro: (name, args, named) => {
      const macro = state.macros.get(name)
      if (!macro) return undefined
      for (const [i, { name: parameter }] of macro.parameters.entries()) {
        const value = args[i] ?? named.get(parameter)
        if (value) learn(state, parameter, value)
      }
      return merge(...args, ...named.values(), values.get(`${name}()`) ?? NOTHING)
    },
  }
  return state
}

function learn(state: State, name: string, value: Value): void {
  const known = state.values.get(name)
  const merged = known ? merge(known, value) : value
  if (known && sameSize(known, merged)) return
  state.values.set(name, merged)
  state.changed = true
}

function walkBody(body: readonly Statement[], guards: readonly Guard[], state: State): void {
  const own: string[] = []
  let line = 0
  for (const statement of body) {
    spend(state)
    const text = ownText(statement, state)
    if (text !== undefined) {
      line ||= statement.line
      own.push(text)
    }
    walkStatement(statement, guards, state)
  }
  emit(state, own.join(''), line, guards)
}

/** Past the bound nothing was judged: that must be said, or padding would hide what follows it. */
function spend(state: State): void {
  if (--state.steps.left < 0) throw overLimit('a template that takes too many steps to follow')
}

/** What a statement prints that the template itself says. */
function ownText(statement: Statement, state: State): string | undefined {
  if (statement.kind === 'text') return statement.text
  if (statement.kind !== 'output' || isRefusal(statement.expression)) return undefined
  return printedText(statement.expression, state)
}

function printedText(expression: Expression, state: State): string {
  const folded = fold(expression, state.constants)
  if (folded.length > 0) return folded.map(textOf).join(DYNAMIC)
  if (expression.kind === 'binary' && (expression.operator === '+' || expression.operator === '~'))
    return printedText(expression.left, state) + printedText(expression.right, state)
  if (expression.kind === 'filter' && expression.input) return printedText(expression.input, state)
  return DYNAMIC
}

/** The text of an error is shown to the caller, not to the model. */
function isRefusal(expression: Expression): boolean {
  return (
    expression.kind === 'call' &&
    expression.callee.kind === 'name' &&
    expression.callee.name === 'raise_exception'
  )
}

function emit(state: State, text: string, line: number, guards: readonly Guard[]): void {
  if (!state.recording || state.emissions.length >= MAX_EMISSIONS || !/\p{L}/u.test(text)) return
  state.emissions.push({ text: text.slice(0, MAX_TEXT), line, guards })
}

function walkStatement(statement: Statement, guards: readonly Guard[], state: State): void {
  switch (statement.kind) {
    case 'output':
    case 'evaluate':
      return use(statement.expression, guards, state)
    case 'if':
      return walkIf(statement, guards, state)
    case 'for':
      return walkFor(statement, guards, state)
    case 'set': {
      const value = withGuards(evaluate(statement.value, state), unsigned(guards))
      for (const target of statement.targets) learn(state, target, value)
      if (statement.value.kind === 'call')
        for (const { name, value: initial } of statement.value.args.named)
          learn(
            state,
            `${statement.targets[0]}.${name}`,
            withGuards(evaluate(initial, state), unsigned(guards)),
          )
      collect(statement.value, guards, state)
      return use(statement.value, guards, state)
    }
    case 'set-block':
      learn(state, statement.target, { roles: bodyRoles(statement.body, state), guards: unsigned(guards) })
      return walkBody(statement.body, guards, state)
    case 'macro':
      state.macros.set(statement.name, statement)
      learn(state, `${statement.name}()`, { roles: bodyRoles(statement.body, state), guards: [] })
      return walkBody(statement.body, guards, state)
    case 'call-block':
      use(statement.call, guards, state)
      return walkBody(statement.body, guards, state)
    case 'filter-block':
      return walkBody(statement.body, guards, state)
    case 'scope':
      for (const { name, value } of statement.bindings) {
        learn(state, name, withGuards(evaluate(value, state), unsigned(guards)))
        use(value, guards, state)
      }
      return walkBody(statement.body, guards, state)
    default:
  }
}

/** Content that a body prints is content in what the body is kept as. */
function bodyRoles(body: readonly Statement[], state: State): Value['roles'] {
  const printed = body.flatMap((s) => (s.kind === 'output' ? [evaluate(s.expression, state)] : []))
  const { roles } = merge(...printed)
  return roles.has('content') ? new Set([...roles, 'text' as const]) : roles
}

function walkIf(statement: Statement & { kind: 'if' }, outer: readonly Guard[], state: State): void {
  let guards = outer
  for (const { test, body } of statement.branches) {
    use(test, guards, state)
    const own = evaluate(test, state).guards
    walkBody(body, mergeGuards([guards, own]), state)
    guards = mergeGuards([guards, flipped(own)])
  }
  walkBody(statement.otherwise, guards, state)
}

function walkFor(statement: Statement & { kind: 'for' }, outer: readonly Guard[], state: State): void {
  const iterable = evaluate(statement.iterable, state)
  const element = withGuards(elementOf(iterable), unsigned(outer))
  const [first, ...others] = statement.targets
  // Of a pair, the first is a key of a dict: no message chooses it.
  if (first !== undefined) learn(state, first, others.length > 0 ? NOTHING : element)
  for (const target of others) learn(state, target, element)
  use(statement.iterable, outer, state)
  const test = statement.test ? evaluate(statement.test, state).guards : []
  const guards = mergeGuards([outer, iterable.guards, test])
  walkBody(statement.body, guards, state)
  walkBody(statement.otherwise, guards, state)
}

/** Text in a value that is kept rather than printed. */
function collect(expression: Expression, guards: readonly Guard[], state: State): void {
  const text = printedText(expression, state)
  if (text !== DYNAMIC) emit(state, text, expression.line, guards)
}

/** What evaluating an expression does besides its value: text chosen by conditions inside it, calls, rewriting. */
function use(expression: Expression, guards: readonly Guard[], state: State): void {
  spend(state)
  if (isRefusal(expression)) return
  if (expression.kind === 'conditional') {
    const own = evaluate(expression.test, state).guards
    use(expression.test, guards, state)
    useArm(expression.consequent, mergeGuards([guards, own]), state)
    if (expression.otherwise) useArm(expression.otherwise, mergeGuards([guards, flipped(own)]), state)
    return
  }
  if (expression.kind === 'binary' && (expression.operator === 'and' || expression.operator === 'or')) {
    use(expression.left, guards, state)
    return useArm(expression.right, mergeGuards([guards, evaluate(expression.left, state).guards]), state)
  }
  if (expression.kind === 'item') {
    const chosen = evaluate(expression.index, state).guards
    if (chosen.length > 0)
      for (const part of [expression.object, ...children(expression.object)])
        collect(part, mergeGuards([guards, chosen]), state)
  }
  if (expression.kind === 'call') useCall(expression, guards, state)
  if (expression.kind === 'filter' && expression.name === 'replace' && expression.input)
    addRewrite(expression.input, [...expression.args.positional], expression.line, guards, state)
  for (const child of children(expression)) use(child, guards, state)
}

function useArm(arm: Expression, guards: readonly Guard[], state: State): void {
  if (isRefusal(arm)) return
  collect(arm, guards, state)
  use(arm, guards, state)
}

function useCall(call: Expression & { kind: 'call' }, guards: readonly Guard[], state: State): void {
  const { callee, args, line } = call
  if (callee.kind === 'attribute') {
    if (callee.name === 'replace') addRewrite(callee.object, args.positional, line, guards, state)
    return
  }
  if (callee.kind !== 'name') return
  evaluate(call, state)
  const macro = state.macros.get(callee.name)
  if (macro) {
    for (const argument of argumentsOf(args)) collect(argument, guards, state)
    renderMacro(macro, guards, state)
  } else if (state.recording) for (const argument of argumentsOf(args)) collect(argument, guards, state)
}

/** A macro's text is printed where it is called, under the conditions that hold there. */
function renderMacro(macro: Macro, guards: readonly Guard[], state: State): void {
  const key = `${macro.name} ${guards.map((g) => `${g.on} ${g.absent} ${g.line} ${g.words.join(' ')}`).join(', ')}`
  const known = guards.length === 0 || state.rendered.has(key) || state.calling.includes(macro.name)
  if (known || state.calling.length >= MACRO_DEPTH) return
  state.rendered.add(key)
  state.calling.push(macro.name)
  walkBody(macro.body, guards, state)
  state.calling.pop()
}

function addRewrite(
  subject: Expression,
  args: readonly Expression[],
  line: number,
  guards: readonly Guard[],
  state: State,
): void {
  const [from, to] = args
  if (!state.recording || !from || !to || !isContent(evaluate(subject, state))) return
  for (const old of fold(from, state.constants))
    for (const replacement of fold(to, state.constants))
      if (state.rewrites.length < MAX_EMISSIONS)
        state.rewrites.push({ from: textOf(old), to: textOf(replacement), line, guards })
}
