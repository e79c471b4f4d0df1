import type { Evaluator } from './evaluate.ts'
import { fieldDefault } from './member.ts'
import { optionName } from './options.ts'
import type { Parameter, Scope } from './scope.ts'
import { assumed, choice, UNKNOWN, type Call, type Value } from './value.ts'

/** Places that call one function and are looked at. */
const MAX_SITES = 24

/** What a parameter may hold: what the file itself passes, else its default. */
export function parameterValue(parameter: Parameter, scope: Scope, evaluator: Evaluator): Value {
  const fallback = (): Value => {
    const stated = evaluator.valueOf(parameter.defaults, scope)
    return assumed(choice([fieldDefault(stated, evaluator), clickDefault(parameter, scope, evaluator)]))
  }
  const given: Value[] = []
  let missing = false
  for (const call of callsOf(parameter, evaluator)) {
    const node = call.keywords.get(parameter.name) ?? positionalOf(parameter, call)
    if (node) given.push(evaluator.valueOf(node, call.scope))
    else missing = true
  }
  if (given.length === 0 || missing) given.push(fallback())
  const value = choice(given)
  return value.kind === 'unknown' ? ofType(parameter, scope, evaluator) : value
}

function positionalOf({ index }: Parameter, call: Call): Call['positional'][number] | undefined {
  if (index === undefined) return undefined
  // What stands behind `*rest` has no known place.
  const splat = call.positional.findIndex((p) => p.type === 'list_splat')
  return splat >= 0 && index >= splat ? undefined : call.positional[index]
}

function callsOf({ of }: Parameter, evaluator: Evaluator): Call[] {
  if (of.name === '') return []
  const name = of.name === '__init__' && of.inClass ? of.inClass.name : of.name
  const { callsTo } = evaluator.program
  // Ray and Celery call through methods of what they are to call.
  const sites = [name, 'bind', 'remote', 'delay', 'apply_async'].flatMap((n) => callsTo.get(n) ?? [])
  return sites
    .slice(0, MAX_SITES * 4)
    .map((site) => evaluator.callOf(site))
    .filter((call) => {
      const { callee } = call
      if (callee.kind === 'class') return callee.definition === of.inClass
      if (callee.kind === 'function') return callee.definition === of
      if (callee.kind === 'member' && 'definition' in callee.of)
        return callee.of.definition === (of.name === '__init__' ? of.inClass : of)
      // A method of something that is not known: its name is all there is.
      return of.inClass !== undefined && of.name !== '__init__' && call.name === `?.${of.name}`
    })
    .slice(0, MAX_SITES)
}

/** `@click.option("--model", default="…")` above the function. */
function clickDefault({ of, name }: Parameter, scope: Scope, evaluator: Evaluator): Value {
  for (const decorator of of.decorators) {
    const [node] = decorator.children
    if (node?.type !== 'call') continue
    const call = evaluator.callOf({ node, scope })
    if (/(?:^|\.)(?:option|argument)$/.test(call.name) && optionName(call, evaluator) === name)
      return evaluator.valueOf(call.keywords.get('default'), scope)
  }
  return UNKNOWN
}

/** `config: Settings`: an object of a class of this file has the class's defaults. */
function ofType({ type }: Parameter, scope: Scope, evaluator: Evaluator): Value {
  const [node] = type?.children ?? []
  if (node?.type !== 'identifier') return UNKNOWN
  const value = evaluator.valueOf(node, scope)
  return value.kind === 'class' ? value : UNKNOWN
}
