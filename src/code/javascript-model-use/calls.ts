import { child, type SyntaxNode } from '../../syntax/tree.ts'
import { objectOf, texts, valueOf, type Text } from './evaluate.ts'
import type { Placed, Program } from './program.ts'
import { referenceOf } from './reference.ts'

/** A call of something that was imported. */
export interface LibraryCall {
  readonly module: string
  /** Way from the module to what is called, with `()` or `new` at its end. */
  readonly path: readonly string[]
  readonly node: SyntaxNode
  readonly arguments: readonly Placed[]
  /** What the client was made with. */
  readonly made: readonly Placed[]
}

export function libraryCall(program: Program, { node, scope }: Placed): LibraryCall | undefined {
  const isNew = node.type === 'new_expression'
  const callee = child(node, isNew ? 'constructor' : 'function')
  const reference = referenceOf(program, callee && { node: callee, scope })
  if (!reference) return undefined
  return {
    module: reference.module,
    path: [...reference.path, isNew ? 'new' : '()'],
    node,
    arguments: placed(child(node, 'arguments'), { node, scope }),
    made: reference.made ? placed(reference.made.node, reference.made) : [],
  }
}

function placed(list: SyntaxNode | undefined, { scope }: Placed): Placed[] {
  return (list?.children ?? []).map((node) => ({ node, scope }))
}

/** The texts of one key in the first object among the arguments that has it. */
export function optionTexts(program: Program, args: readonly Placed[], keys: readonly string[]): Text[] {
  for (const key of keys) {
    const found = option(program, args, key)
    const known = texts(program, found)
    if (known.length > 0) return known
  }
  return []
}

/** The value of a key, deeper ones behind a dot: `configuration.baseURL`. */
export function option(program: Program, args: readonly Placed[], key: string): Placed | undefined {
  const [first = '', ...rest] = key.split('.')
  for (const argument of args.slice(0, 4)) {
    const object = objectOf(program, argument)
    const value = object && valueOf(program, object, first)
    if (value) return rest.length === 0 ? value : option(program, [value], rest.join('.'))
  }
  return undefined
}

const ADDRESS_KEYS: readonly string[] = [
  'baseURL',
  'baseUrl',
  'base_url',
  'basePath',
  'configuration.baseURL',
  'configuration.basePath',
  'clientOptions.baseURL',
  'additionalSessionOptions.baseURL',
  'endpoint',
  'host',
  'apiUrl',
  'serverURL',
  'azureOpenAIEndpoint',
]

/** Where the client sends its requests. `known` is false where something says so that is not known here. */
export function addressOf(
  program: Program,
  args: readonly Placed[],
): { readonly known: boolean; readonly text?: string } | undefined {
  for (const key of ADDRESS_KEYS) {
    const place = option(program, args, key)
    if (!place) continue
    const [found] = texts(program, place)
    return found ? { known: found.sure, text: found.value } : { known: false }
  }
  return undefined
}
