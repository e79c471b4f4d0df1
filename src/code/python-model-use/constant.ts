import { apiModel } from '../../names/api-model.ts'
import { hubSubject } from '../../names/hub.ts'
import { providerOfModelId } from '../../names/known-model-id.ts'
import { mention } from '../../names/mention.ts'
import { familyOfName } from '../../names/model-family.ts'
import { isHubReference } from '../../names/model-value.ts'
import { noteApiModel } from './api-model-use.ts'
import type { Evaluator } from './evaluate.ts'
import { fieldDefault } from './member.ts'
import { nameAttributes } from './reference.ts'
import type { Placed, Program, Scope } from './scope.ts'
import type { Seen } from './seen.ts'
import { textsOf, type Text, type Value } from './value.ts'

/** Names under which settings keep the name of a model. */
const NAME =
  /^_{0,2}(?:\w{1,60}_)?(?:model|embedder|embeddings?|llm|reranker|encoder|checkpoint)(?:_(?:name|id|repo|repo_id|name_or_path|model))?$/i
const IS_TEST = /(?:^|\/)tests?\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/
const MAX_NAMES = 200

/**
 * Settings that other files use: constants, defaults of parameters and options. Nothing here says who loads them,
 * so only values count that are known as models: ids of providers, and repositories of a known family.
 */
export function readConstants(
  program: Program,
  evaluator: Evaluator,
  seen: (placed: Placed) => Seen,
  known: (name: string) => boolean,
): void {
  let left = MAX_NAMES
  const add = (name: string, node: Placed['node'], scope: Scope, value: Value): void => {
    if (!NAME.test(name) || left <= 0) return
    for (const text of textsOf(value))
      if (!known(text.text) && note(seen({ node, scope }), node, name, text)) left--
  }
  for (const { name, node, scope, inFunction } of program.assignments)
    if (!inFunction) add(name, node, scope, fieldDefault(evaluator.valueOf(node, scope), evaluator))
  for (const { name, defaults, of } of program.parameters) {
    const scope = of.scope.parent ?? of.scope
    if (defaults) add(name, defaults, scope, fieldDefault(evaluator.valueOf(defaults, scope), evaluator))
  }
  for (const placed of program.callsTo.get('add_argument') ?? []) {
    const call = evaluator.callOf(placed)
    const [option] = call.positional.flatMap((p) => textsOf(evaluator.valueOf(p, call.scope)))
    const fallback = call.keywords.get('default')
    if (option && fallback)
      add(
        option.text.replace(/^-+/, '').replaceAll('-', '_'),
        fallback,
        call.scope,
        evaluator.valueOf(fallback, call.scope),
      )
  }
}

function note(at: Seen, node: Placed['node'], name: string, { text }: Text): boolean {
  if (IS_TEST.test(at.path)) return false
  const says = `is the value of ${name}`
  const placed: Seen = { ...at, call: { ...at.call, node } }
  const provider = providerOfModelId(text)
  const role = /embed/i.test(name) ? { role: 'embedding' } : /rerank/i.test(name) ? { role: 'reranker' } : {}
  if (provider)
    return noteApiModel(
      placed,
      { kind: 'text', text: apiModel(provider, text).id, sure: false },
      { provider, hidden: false },
      { says, ...role },
    )
  if (!isHubReference(text) || familyOfName(text) === undefined) return false
  at.add(
    mention(hubSubject('model', text), at.lineOf(node), says, [
      { name: 'source', value: 'hugging-face', status: 'inferred' },
      ...nameAttributes(text),
      ...(role.role ? [{ name: 'role', value: role.role, status: 'inferred' } as const] : []),
    ]),
  )
  return true
}
