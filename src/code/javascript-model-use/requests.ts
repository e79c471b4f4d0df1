import { providerOfAddress } from '../../names/api-provider.ts'
import { providerOfModelId } from '../../names/known-model-id.ts'
import { modelOfValue } from '../../names/model-value.ts'
import { child, type SyntaxNode } from '../../syntax/tree.ts'
import { texts, type Text } from './evaluate.ts'
import { lined, type LinedUse } from './model-uses.ts'
import { lookup, unquoted, type Placed, type Program } from './program.ts'

const REQUEST =
  /^(?:fetch|axios|axios\.(?:post|request)|got|got\.post|ky\.post|ofetch|\$fetch|undici\.fetch|nodeFetch|request|superagent\.post)$/

/** Requests to an API without its library: `fetch('https://api.openai.com/…', {body: JSON.stringify({model}))`. */
export function requestUses(program: Program, place: Placed): LinedUse[] {
  const { node, scope } = place
  const callee = child(node, 'function')
  const args = child(node, 'arguments')?.children ?? []
  if (!callee || node.type !== 'call_expression') return []
  const written = program.text.slice(callee.start, callee.end)
  if (/\.(?:AI|ai)\.run$/.test(written)) return cloudflare(program, place, args)
  if (!REQUEST.test(written)) return []
  const own = lookup(scope, written.split('.')[0]!)
  if (own && own.kind !== 'import' && !(own.kind === 'value')) return []
  const address = args[0] && addressAt(program, { node: args[0], scope })
  const provider = address && providerOfAddress(address.value)?.id
  if (!address || !provider || !/^https?:\/\//.test(address.value)) return []
  const inPath = /\/models\/([\w.-]+(?:\/[\w.-]+)?)(?::\w+|[/?]|$)/.exec(address.value)?.[1]
  const found = args
    .slice(1)
    .flatMap((a) => modelPairs(program, a, scope))
    .flatMap((value) => texts(program, value))
  const named = inPath === undefined ? found : [{ ...address, value: inPath }]
  return named.flatMap((text) => {
    const thing = modelOfValue(text.value, { provider })
    return thing && thing.kind !== 'path'
      ? [lined(program, text, { thing, says: 'is named in a request to an API' })]
      : []
  })
}

/** A template counts as far as it is known. */
function addressAt(program: Program, place: Placed): Text | undefined {
  const [known] = texts(program, place)
  const { node } = place
  if (known || node.type !== 'template_string') return known
  const stop = node.children.find((c) => c.type === 'template_substitution')
  return { value: program.text.slice(node.start + 1, stop?.start ?? node.end - 1), sure: true, node }
}

/** `env.AI.run('@cf/meta/llama-3-8b-instruct')` in a worker of Cloudflare. */
function cloudflare(program: Program, { scope }: Placed, args: readonly SyntaxNode[]): LinedUse[] {
  return texts(program, args[0] && { node: args[0], scope }).flatMap((text) => {
    if (!/^@(?:cf|hf)\//.test(text.value)) return []
    const thing = modelOfValue(text.value, { provider: 'cloudflare' })
    return thing?.kind === 'api' ? [lined(program, text, { thing, says: 'is run by Workers AI' })] : []
  })
}

const MAX_NODES = 2_000

function modelPairs(program: Program, from: SyntaxNode, scope: Placed['scope']): Placed[] {
  const found: Placed[] = []
  const pending = [from]
  for (let steps = 0; pending.length > 0 && steps < MAX_NODES; steps++) {
    const node = pending.pop()!
    if (node.type === 'pair' && keyOf(program, node) === 'model') {
      const value = child(node, 'value')
      if (value) found.push({ node: value, scope })
    } else pending.push(...node.children)
  }
  return found
}

function keyOf(program: Program, pair: SyntaxNode): string {
  const key = child(pair, 'key')
  return key ? unquoted(program.text.slice(key.start, key.end)) : ''
}

const MODEL_NAME = /(?:^|_)model(?:_?(?:id|name))?s?$|[a-z]Model(?:Id|ID|Name)?$|^model(?:Id|ID|Name)?$/i

/** Constants and options that hold an id which is one provider's alone, for other files to use. */
export function constantUses(program: Program, tree: SyntaxNode, checkpoint: () => void): LinedUse[] {
  const uses: LinedUse[] = []
  const entries = new Map<SyntaxNode, string>()
  const pending = [tree]
  for (let steps = 0; pending.length > 0; steps++) {
    if (steps % 10_000 === 0) checkpoint()
    const node = pending.pop()!
    for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i]!)
    if (node.type !== 'pair' && node.type !== 'variable_declarator') continue
    const key = child(node, 'key') ?? child(node, 'name')
    const value = child(node, 'value')
    if (!key || !value) continue
    const name = unquoted(program.text.slice(key.start, key.end))
    // `MODELS = {fast: '…', vision: '…'}`: the table says what its entries are.
    const table = node.type === 'variable_declarator' && MODEL_TABLE.test(name) ? objectIn(value) : undefined
    for (const entry of table?.children ?? []) if (entry.type === 'pair') entries.set(entry, name)
    if (!MODEL_NAME.test(name) && !entries.has(node)) continue
    const literal = literalOf(value)
    if (!literal) continue
    const text = unquoted(program.text.slice(literal.start, literal.end))
    if (providerOfModelId(text) === undefined) continue
    const thing = modelOfValue(text, { sure: true })
    if (thing?.kind !== 'api') continue
    uses.push({
      use: {
        thing,
        says: `is the value of ${[...(entries.has(node) ? [entries.get(node)!] : []), name].join('.').slice(0, 60)}`,
        status: literal === value ? 'declared' : 'inferred',
      },
      line: program.line(literal.start),
    })
  }
  return uses
}

const MODEL_TABLE = /(?:^|_|[a-z])(?:MODELS?|[Mm]odels?)(?:_?(?:MAP|[Mm]ap|IDS?|[Ii]ds?|NAMES?|[Nn]ames?))?$/

function objectIn(value: SyntaxNode): SyntaxNode | undefined {
  if (value.type === 'object') return value
  const inner = value.children[0]
  return (value.type === 'as_expression' || value.type === 'satisfies_expression') && inner
    ? objectIn(inner)
    : undefined
}

/** A literal, or the one that is taken when the environment says nothing. */
function literalOf(value: SyntaxNode): SyntaxNode | undefined {
  if (value.type === 'string') return value
  if (value.type === 'as_expression' || value.type === 'satisfies_expression')
    return value.children[0]?.type === 'string' ? value.children[0] : undefined
  if (value.type === 'call_expression') {
    // What the schema of a configuration falls back to: `z.string().default('…')`.
    const method = child(value, 'function')?.children.at(-1)
    const first = child(value, 'arguments')?.children[0]
    const isDefault = method?.type === 'property_identifier' && method.end - method.start === 'default'.length
    return isDefault && first?.type === 'string' ? first : undefined
  }
  if (value.type !== 'binary_expression') return undefined
  const right = child(value, 'right')
  return right?.type === 'string' ? right : undefined
}
