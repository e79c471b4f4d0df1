import { providerOfAddress, providerOfPrefix } from '../../names/api-provider.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { argument, argumentTexts, has, isTrue, type Seen } from './seen.ts'
import { eachOf, textsOf, type Call, type Value } from './value.ts'

/** Who answers a client. */
export interface Client {
  /** Id of the provider; undefined when the address is nobody's that is known. */
  readonly provider: string | undefined
  /** Without credentials. */
  readonly endpoint?: string
  /** The address is set to something that the file does not tell. */
  readonly hidden: boolean
}

/** Words in names of classes and modules, the more specific first. */
const WORDS: readonly (readonly [word: RegExp, provider: string])[] = [
  [/azure\w*openai|openai\w*azure|azurechatcompletion|azuretextembedding|azure_openai/i, 'azure-openai'],
  [/azure\.ai\.inference|azureai(?:chat|openai|inference|embedd)|azure_inference/i, 'azure-ai'],
  [/bedrock/i, 'aws-bedrock'],
  [/sagemaker/i, 'aws-sagemaker'],
  [/vertex/i, 'google-vertex-ai'],
  [/watsonx|ibm_/i, 'watsonx'],
  [/openrouter/i, 'openrouter'],
  [/databricks/i, 'databricks'],
  [/huggingface|hf_?inference/i, 'hugging-face'],
  [/anthropic|^claude$|\bclaude\b/i, 'anthropic'],
  [/google|gemini|\bgenai\b|palm/i, 'google'],
  [/mistral/i, 'mistral'],
  [/cohere/i, 'cohere'],
  [/groq/i, 'groq'],
  [/together/i, 'together'],
  [/fireworks/i, 'fireworks'],
  [/ollama/i, 'ollama'],
  [/deepseek/i, 'deepseek'],
  [/deepinfra/i, 'deepinfra'],
  [/voyage/i, 'voyage'],
  [/\bjina|jinaai/i, 'jina'],
  [/perplexity/i, 'perplexity'],
  [/nvidia/i, 'nvidia'],
  [/cerebras/i, 'cerebras'],
  [/sambanova/i, 'sambanova'],
  [/replicate/i, 'replicate'],
  [/\bx_?ai\b|xai_sdk|chatxai|grok/i, 'xai'],
  [/tongyi|dashscope|qwen/i, 'dashscope'],
  [/zhipu/i, 'zhipu'],
  [/moonshot/i, 'moonshot'],
  [/minimax/i, 'minimax'],
  [/volcengine/i, 'volcengine'],
  [/ai21/i, 'ai21'],
  [/cloudflare/i, 'cloudflare'],
  [/elevenlabs/i, 'elevenlabs'],
  [/lm_?studio/i, 'lm-studio'],
  [/openai/i, 'openai'],
]

/** The provider that the words of a name speak of: the class counts before its module. */
export function providerOfName(name: string): string | undefined {
  const parts = name.replaceAll('()', '').split('.')
  const named = parts.findLast((p) => /^[A-Z]/.test(p))
  const byClass = named && WORDS.find(([word]) => word.test(named))?.[1]
  // `langchain_google_vertexai.ChatAnthropicVertex` names both; the platform is the more specific word.
  return byClass ?? WORDS.find(([word]) => word.test(parts.join('.')))?.[1]
}

const ADDRESS = [
  'base_url',
  'api_base',
  'openai_api_base',
  'api_host',
  'host',
  'server_url',
  'inference_server_url',
  'endpoint',
  'endpoint_url',
  'azure_endpoint',
  'anthropic_api_url',
  'ollama_host',
  'url',
]

/** What a constructor of a client says of who answers. */
export function clientOf(seen: Seen, byName: string | undefined, depth = 0): Client {
  const first = argumentTexts(seen, ADDRESS).find(({ text }) => /^[a-z]+:\/\/[\w.[]|^[\w.-]+:\d+/i.test(text))
  if (first) {
    const endpoint = withoutCredentials(first.text)
    // Azure's classes are Azure's, behind whatever gateway.
    const provider =
      byName === 'azure-openai' || byName === 'ollama' ? byName : providerOfAddress(first.text)?.id
    return {
      provider: provider ?? (byName?.startsWith('azure') ? byName : undefined),
      endpoint,
      hidden: false,
    }
  }
  const inner = nested(seen, depth)
  if (inner) return inner
  if (byName === 'google' && isTrue(argument(seen, ['vertexai', 'use_vertexai'])))
    return { provider: 'google-vertex-ai', hidden: false }
  return {
    provider: byName,
    hidden:
      !byName?.startsWith('azure') &&
      (spreads(seen) || ADDRESS.some((k) => has(seen, k) && !isNone(argument(seen, [k])))),
  }
}

/** `OpenAI(**options)` with options that the file does not tell. */
function spreads({ call, evaluator }: Seen): boolean {
  return call.spread.some((node) => {
    const options = evaluator.valueOf(node, call.scope)
    if (options.kind !== 'dict') return true
    return ADDRESS.some((k) => options.entries.has(k) && !isNone(options.entries.get(k)!))
  })
}

function isNone(value: Value): boolean {
  return value.kind === 'plain' && value.text === 'None'
}

/** `OpenAIModel(…, provider=DeepSeekProvider())`, `ChatX(client=OpenAI(base_url=…))`, `from_openai(OpenAI(…))`. */
function nested(seen: Seen, depth: number): Client | undefined {
  for (const keyword of [
    'provider',
    'client',
    'async_client',
    'openai_client',
    'model_client',
    'http_client',
  ]) {
    const value = argument(seen, [keyword])
    const [spoken] = textsOf(value)
    const byPrefix = keyword === 'provider' && spoken ? providerOfPrefix(spoken.text)?.id : undefined
    if (byPrefix) return { provider: byPrefix, hidden: false }
    const found = clientBehind(value, seen, depth + 1)
    if (found) return found
  }
  const wraps =
    /^(?:from_\w+|patch|apatch|wrap_\w+|\w*[wW]rapper|with_options|copy|observe\w*|track_\w+)$/.test(
      seen.last,
    )
  return wraps ? clientBehind(argument(seen, ['client'], 0), seen, depth + 1) : undefined
}

/** All clients that the value may be, each provider once. */
export function clientsBehind(value: Value, seen: Seen): Client[] {
  const clients: Client[] = []
  for (const one of eachOf(value).slice(0, 8)) {
    const found = clientBehind(one, seen)
    if (found && !clients.some((c) => c.provider === found.provider && c.endpoint === found.endpoint))
      clients.push(found)
  }
  return clients
}

/** The client that a value holds or was made from. */
function clientBehind(value: Value, seen: Seen, depth = 0): Client | undefined {
  if (depth > 6) return undefined
  for (const one of eachOf(value)) {
    if (one.kind === 'member') {
      const found = clientBehind(one.of, seen, depth + 1)
      if (found) return found
    }
    if (one.kind !== 'instance') continue
    const found = ofInstance(one.call, seen, depth)
    if (found) return found
  }
  return undefined
}

function ofInstance(call: Call, seen: Seen, depth: number): Client | undefined {
  const last = call.name.split('.').at(-1) ?? ''
  const inner: Seen = { ...seen, call, last, before: call.name.slice(0, -last.length - 1) }
  if (
    /^boto3\.|(?:^|\.)(?:Session\(\)|\?)\.client$|aioboto3|aiobotocore/.test(call.name) &&
    last.endsWith('client')
  ) {
    const [service] = argumentTexts(inner, ['service_name'], 0)
    return service && service.text.startsWith('bedrock')
      ? { provider: 'aws-bedrock', hidden: false }
      : undefined
  }
  if (isClientClass(call.name, last)) return clientOf(inner, providerOfName(call.name), depth + 1)
  if (call.callee.kind === 'member') {
    const found = clientBehind(call.callee.of, seen, depth + 1)
    if (found) return found
  }
  return nested(inner, depth + 1)
}

const SDK =
  /^(?:openai|anthropic|groq|mistralai|cohere|together|ollama|fireworks|cerebras|ai21|voyageai|zhipuai|replicate|xai_sdk|dashscope|google\.(?:genai|generativeai)|genai|vertexai|azure\.ai\.inference|langfuse|helicone|portkey_ai|huggingface_hub|elevenlabs|volcenginesdkarkruntime|ibm_watsonx_ai|pydantic_ai|agents|langsmith|litellm|aisuite|llama_stack_client|sambanova|deepgram|assemblyai|lmstudio)\b/

export function isClientClass(name: string, last: string): boolean {
  if (
    /^(?:Async)?(?:Azure)?OpenAI$|^(?:Async)?Anthropic(?:Bedrock|Vertex)?$|^(?:Async)?Groq$|^Mistral(?:Async)?(?:Client)?$|^(?:Async)?Together$/.test(
      last,
    )
  )
    return !name.startsWith('~')
  return (
    SDK.test(name) &&
    /(?:^|[a-z0-9])(?:Client(?:V2)?|Provider|Cerebras|ZhipuAI|Fireworks|Ark|GenerativeModel|WatsonxLLM)$|^(?:Client|ClientV2|AsyncClient|AsyncClientV2|Fireworks|Cerebras|ZhipuAI|Ark|Replicate|ElevenLabs|Deepgram\w*)$/.test(
      last,
    )
  )
}
