import { providerOfAddress } from '../../names/api-provider.ts'
import { apiModel } from '../../names/api-model.ts'
import { taskOfCall } from '../../names/api-task.ts'
import { isHubReference, modelOfValue, type NamedModel } from '../../names/model-value.ts'
import type { Use } from '../../names/model-mention.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { addressOf, optionTexts, type LibraryCall } from './calls.ts'
import { clientLibrary, HUB_LIBRARIES, providerOfPath, type ClientLibrary } from './clients.ts'
import { texts, type Text } from './evaluate.ts'
import type { Program } from './program.ts'

export interface LinedUse {
  readonly use: Use
  readonly line: number
}

/** The models that a call of a library names. */
export function modelUses(program: Program, call: LibraryCall): LinedUse[] {
  if (HUB_LIBRARIES.test(call.module)) return hubLoads(program, call)
  const library = clientLibrary(call.module)
  return library ? apiCalls(program, call, library) : []
}

/** `pipeline('task', 'org/name', {revision})` and `X.from_pretrained('org/name', {revision})`. */
function hubLoads(program: Program, call: LibraryCall): LinedUse[] {
  const way = call.path.join('.')
  const isPipeline = /(?:^|\.)pipeline\.\(\)$/.test(way)
  if (!isPipeline && !way.endsWith('.from_pretrained.()')) return []
  const model = texts(program, call.arguments[isPipeline ? 1 : 0])
  const task = isPipeline ? texts(program, call.arguments[0])[0]?.value : undefined
  const revision = optionTexts(program, call.arguments, ['revision'])[0]?.value
  const quantization = optionTexts(program, call.arguments, ['dtype'])[0]?.value
  return model.flatMap((text): LinedUse[] => {
    const thing = modelOfValue(text.value, { provider: 'hugging-face' })
    if (thing?.kind !== 'hub') return []
    return [
      lined(program, text, {
        thing: { ...thing, ...(revision && { revision }) },
        says: `is loaded by ${isPipeline ? 'pipeline' : 'from_pretrained'} of transformers.js`,
        ...(task === 'feature-extraction' && { role: 'embedding' }),
        attributes: [
          { name: 'library', value: 'transformers.js', status: 'inferred' },
          ...(task ? [{ name: 'task' as const, value: task }] : []),
          ...(quantization ? [{ name: 'quantization' as const, value: quantization }] : []),
        ],
      }),
    ]
  })
}

function apiCalls(program: Program, call: LibraryCall, library: ClientLibrary): LinedUse[] {
  const last = call.path.at(-1)!
  const way = call.path.slice(0, last === '()' ? -1 : undefined).join('.')
  if (library.only && !library.only.test(way)) return []
  const first = library.first?.test(way) ? texts(program, call.arguments[0]) : []
  // The classic signature of LlamaIndex and friends: the options are all there is.
  const named = first.length > 0 ? first : optionTexts(program, call.arguments, library.keys ?? [])
  // A client that is only made says nothing of a model but by these options.
  if (named.length === 0) return []
  const own = addressOf(program, call.arguments)
  const address = own ?? addressOf(program, call.made)
  const provider = providerFor(call, library, address)
  const endpoint =
    address?.text !== undefined && /^https?:/.test(address.text)
      ? withoutCredentials(address.text)
      : undefined
  const beside = way.startsWith('initChatModel')
    ? optionTexts(program, call.arguments, ['modelProvider'])[0]?.value
    : undefined
  const task = taskOfCall(way)
  return named.flatMap((text): LinedUse[] => {
    const answered = call.module.startsWith('@huggingface/inference') && isHubReference(text.value)
    const thing: NamedModel | undefined = answered
      ? { kind: 'api', model: apiModel('hugging-face', text.value) }
      : modelNamed(text, {
          ...(provider && { provider }),
          ...(beside && { beside }),
          library,
          foreign: provider === undefined,
        })
    if (!thing) return []
    return [
      lined(program, text, {
        thing,
        says: `is named in a call of ${call.module.slice(0, 60)}`,
        ...(library.embedding?.test(`${call.module} ${way}`) && { role: 'embedding' }),
        ...(task && { attributes: [{ name: 'task', value: task, status: 'inferred' }] }),
        ...(endpoint && { endpoint }),
      }),
    ]
  })
}

function providerFor(
  { module, path }: LibraryCall,
  library: ClientLibrary,
  address: ReturnType<typeof addressOf>,
): string | undefined {
  const stated = address?.text === undefined ? undefined : providerOfAddress(address.text)?.id
  const usual = providerOfPath(module, path) ?? library.provider
  if (stated) return stated
  // Whoever answers at an address of one's own, it need not be the company that made the client.
  return address && library.compatible && usual !== 'azure-openai' && usual !== 'ollama' ? undefined : usual
}

function modelNamed(
  text: Text,
  how: {
    readonly provider?: string
    readonly beside?: string
    readonly library: ClientLibrary
    readonly foreign: boolean
  },
): NamedModel | undefined {
  const prefix =
    how.beside === undefined ? undefined : modelOfValue(`${how.beside}/${text.value}`, { prefixed: true })
  if (prefix) return prefix
  if (how.provider) {
    const found = modelOfValue(text.value, { provider: how.provider })
    return found?.kind === 'path' ? undefined : found
  }
  const found = modelOfValue(text.value, {
    sure: how.foreign,
    ...(how.library.prefixed && { prefixed: true }),
  })
  return found?.kind === 'path' ? undefined : found
}

export function lined(program: Program, text: Text, use: Use): LinedUse {
  return { use: { status: text.sure ? 'declared' : 'inferred', ...use }, line: program.line(text.node.start) }
}
