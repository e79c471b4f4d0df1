import { providerOfAddress, providerOfPrefix } from '../../names/api-provider.ts'
import { providerOfModelId } from '../../names/known-model-id.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { noteApiModel, noteService } from './api-model-use.ts'
import { embeddingAttributes } from './embedding.ts'
import { clientOf, clientsBehind, isClientClass, providerOfName, type Client } from './provider-of.ts'
import { argument, argumentTexts, spoken, type Recogniser, type Seen } from './seen.ts'
import { eachOf, textsOf, type Text } from './value.ts'

const MODEL = [
  'model',
  'modelId',
  'model_id',
  'model_name',
  'engine',
  'deployment_id',
  'deployment_name',
  'deployment',
  'model_version',
]
/** Methods of clients that take a model; the path from the client on. */
const METHODS =
  /(?:^|\.)(?:chat\.completions\.(?:create|parse|stream|run_tools)|beta\.chat\.completions\.(?:parse|stream)|completions\.create|responses\.(?:create|parse|stream)|embeddings\.create|messages\.(?:create|stream|count_tokens|batches\.create)|images\.(?:generate|edit)|audio\.(?:speech|transcriptions|translations)\.(?:create|with_streaming_response\.create)|moderations\.create|fine_tuning\.jobs\.create|assistants\.create|models\.(?:generate_content|generate_content_stream|embed_content|generate_images|generate_videos|count_tokens)|chats\.create|invoke_model|invoke_model_with_response_stream|converse|converse_stream|chat\.(?:complete|stream|complete_async|stream_async|parse)|fim\.complete|rerank(?:\.create)?|embed(?:_documents)?|realtime\.connect|chat_stream)$/
/** Of these the name alone tells enough, even where the client is not known. */
const TELLING =
  /(?:chat\.completions\.(?:create|parse|stream)|embeddings\.create|responses\.(?:create|parse)|messages\.(?:create|stream)|models\.(?:generate_content(?:_stream)?|embed_content)|invoke_model(?:_with_response_stream)?|converse(?:_stream)?)$/

/** Calls of a client's methods: `client.chat.completions.create(model="…")`. */
export const clientMethod: Recogniser = (seen) => {
  const { call } = seen
  const members = eachOf(call.callee).filter((v) => v.kind === 'member')
  if (members.length === 0) return ofModule(seen)
  const texts = argumentTexts(seen, MODEL)
  const clients = members.flatMap((m) => clientsBehind(m.of, seen))
  if (clients.length === 0 && !TELLING.test(call.name)) return false
  if (texts.length === 0) return clients.length > 0 && METHODS.test(call.name)
  for (const text of texts) {
    // One of several clients is asked: the one whose model it is.
    const likely = clients.length > 1 ? providerOfModelId(text.text) : undefined
    const client = clients.find((c) => c.provider === likely) ?? clients[0] ?? guessed(seen)
    noteApiModel(seen, text, client, {
      says: `is called through ${spoken(seen)}`,
      prefixed: isRouter(call.name),
      ...role(call.name),
      ...(/embed/i.test(call.name) && { attributes: embeddingAttributes(seen) }),
    })
  }
  return true
}

/** Where only the method is known: the protocol is one provider's, or the file knows just one. */
function guessed(seen: Seen): Client {
  const { name } = seen.call
  if (/invoke_model|converse/.test(name)) return { provider: 'aws-bedrock', hidden: false }
  if (/\.messages\.(?:create|stream)$/.test(name))
    return { provider: imported(seen, /^anthropic\b/) ? 'anthropic' : undefined, hidden: true }
  if (/models\.(?:generate|embed)_content/.test(name))
    return { provider: imported(seen, /^google\b/) ? 'google' : undefined, hidden: true }
  return { provider: undefined, hidden: true }
}

function imported(seen: Seen, module: RegExp): boolean {
  for (const name of seen.evaluator.program.imports) if (module.test(name)) return true
  return false
}

function isRouter(name: string): boolean {
  return /^(?:aisuite|litellm|instructor|portkey)/.test(name)
}

function role(name: string): { role?: string } {
  if (/embed/i.test(name)) return { role: 'embedding' }
  return /rerank/i.test(name) ? { role: 'reranker' } : {}
}

/** Functions of modules: `openai.chat.completions.create`, `ollama.chat`, `litellm.completion`. */
function ofModule(seen: Seen): boolean {
  const { call, last } = seen
  const { name } = call
  if (call.callee.kind !== 'ref') return false
  const use = (client: Client, texts: readonly Text[], prefixed = false): boolean => {
    for (const text of texts)
      noteApiModel(seen, text, client, { says: `is called through ${spoken(seen)}`, prefixed, ...role(name) })
    return true
  }
  const of = (provider: string | undefined): Client => ({ provider, hidden: false })
  if (
    /^litellm\.(?:a?completion|a?embedding|a?text_completion|a?image_generation|a?transcription|a?speech|a?rerank|a?responses|batch_completion|completion_with_retries)$/.test(
      name,
    )
  )
    return use(clientOf(seen, undefined), argumentTexts(seen, ['model'], 0), true)
  if (
    /^openai\.(?:chat\.|completions\.|embeddings\.|responses\.|images\.|audio\.|moderations\.|(?:Async)?(?:ChatCompletion|Completion|Embedding|Image|Audio|Edit|FineTun\w+)\.)/.test(
      name,
    )
  ) {
    const azure =
      textsOf(argument(seen, ['engine', 'deployment_id'])).length > 0 &&
      imported(seen, /openai/) &&
      /api_type\s*=\s*["']azure/.test(seen.evaluator.program.text)
    return use(of(azure ? 'azure-openai' : 'openai'), argumentTexts(seen, MODEL))
  }
  if (/^ollama\.(?:chat|generate|embeddings|embed|pull|show|create)$/.test(name))
    return use(of('ollama'), argumentTexts(seen, ['model'], 0))
  if (/^replicate\.(?:run|stream|async_run|predictions\.create)$/.test(name))
    return use(of('replicate'), argumentTexts(seen, ['ref', 'model'], 0))
  if (
    /^(?:google\.generativeai|genai|palm)\.(?:embed_content|generate_text|generate_embeddings|chat)$/.test(
      name,
    )
  )
    return use(of('google'), argumentTexts(seen, ['model']))
  if (/^dashscope\.(?:\w+\.)*(?:call|acall)$/.test(name))
    return use(of('dashscope'), argumentTexts(seen, ['model'], 0))
  if (
    /(?:^|\.)(?:vertexai|aiplatform)\./.test(name) &&
    /^(?:from_pretrained|GenerativeModel|get_model)$/.test(last)
  )
    return use(of('google-vertex-ai'), argumentTexts(seen, ['model_name', 'model'], 0))
  if (/^(?:google\.generativeai|genai)(?:\.\w+)*\.GenerativeModel$|^GenerativeModel$/.test(name))
    return use(of('google'), argumentTexts(seen, ['model_name'], 0))
  if (/(?:^|\.)(?:init_chat_model|init_embeddings)$/.test(name)) {
    const [provider] = argumentTexts(seen, ['model_provider', 'provider'])
    return use(of(provider && providerOfPrefix(provider.text)?.id), argumentTexts(seen, ['model'], 0), true)
  }
  if (/^(?:mirascope\.)?llm\.call$/.test(name) || /^mirascope\.(?:core\.)?\w+\.call$/.test(name)) {
    const [provider] = argumentTexts(seen, ['provider'])
    return use(
      of(provider ? providerOfPrefix(provider.text)?.id : providerOfName(name)),
      argumentTexts(seen, ['model'], name.endsWith('llm.call') ? undefined : 0),
      true,
    )
  }
  if (/^instructor\.from_provider$/.test(name))
    return use(of(undefined), argumentTexts(seen, ['model'], 0), true)
  return /^(?:requests|httpx|aiohttp)\b/.test(name) ? posted(seen) : false
}

const MAX_ADDRESS = 1000

/** `requests.post("https://api.openai.com/v1/chat/completions", json={"model": "gpt-4o"})`. */
export const posted: Recogniser = (seen) => {
  if (!/^(?:post|request|stream|apost)$/.test(seen.last)) return false
  const url = argumentTexts(seen, ['url'], seen.last === 'request' || seen.last === 'stream' ? 1 : 0)[0]
  if (!url || url.text.length > MAX_ADDRESS || !/^https?:\/\//.test(url.text)) return false
  const provider = providerOfAddress(url.text)?.id
  const bodies = eachOf(argument(seen, ['json', 'data', 'content'])).filter((v) => v.kind === 'dict')
  const says = `is called over HTTP by ${spoken(seen)}`
  const endpoint = withoutCredentials(url.text)
  const client: Client = { provider, endpoint, hidden: false }
  const inPath =
    /\/(?:models|deployments|model|engines)\/((?:[\w.@-]+\/)?[\w.@-]+?)(?::\w+|\/(?:chat|completions|embeddings|invoke|converse)[\w/-]*)?(?:\?.*)?$/.exec(
      url.text,
    )?.[1]
  if (provider && inPath) return noteApiModel(seen, { ...url, text: inPath }, client, { says })
  if (
    !provider &&
    !/\/v1\/(?:chat\/completions|completions|embeddings|messages)|\/api\/(?:chat|generate)$/.test(url.text)
  )
    return false
  for (const body of bodies)
    for (const text of textsOf(body.entries.get('model') ?? { kind: 'unknown' }))
      noteApiModel(seen, text, client, { says })
  return bodies.length > 0
}

/** A client is made: whoever answers it is a service of the program, whatever it is asked for. */
export const clientMade: Recogniser = (seen) => {
  const { call, last } = seen
  if (call.callee.kind !== 'ref') return false
  if (/^boto3\.(?:client|Session\(\)\.client)$/.test(call.name)) {
    const [service] = argumentTexts(seen, ['service_name'], 0)
    if (service && /^bedrock(?:-runtime)?$/.test(service.text))
      noteService(seen, { provider: 'aws-bedrock', hidden: false })
    return true
  }
  if (!isClientClass(call.name, last) || /^huggingface_hub|Provider$|GenerativeModel$/.test(last))
    return false
  const client = clientOf(seen, providerOfName(call.name))
  if (client.hidden) return true
  noteService(seen, client)
  return true
}
