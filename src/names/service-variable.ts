import { carriesCredentials, withoutCredentials } from '../text/web-address.ts'
import type { KnownService } from './known-service.ts'

/** Where a piece of software that somebody runs is reached, by settings that bear its name. */
export interface ServiceAddress {
  readonly service: KnownService
  /** Without credentials. */
  readonly endpoint: string
  readonly authenticated: boolean
}

/** Software that serves nothing but models or vectors: what a Redis is for, its address does not tell. */
const SOFTWARE: readonly (readonly [name: RegExp, service: KnownService])[] = [
  [/^qdrant$/, { title: 'Qdrant', type: 'vector-store' }],
  [/^chroma(?:_?db)?$/, { title: 'Chroma', type: 'vector-store' }],
  [/^(?:milvus|zilliz)$/, { title: 'Milvus', type: 'vector-store' }],
  [/^weaviate$/, { title: 'Weaviate', type: 'vector-store' }],
  [/^pinecone$/, { title: 'Pinecone', type: 'vector-store' }],
  [/^pg_?vector$/, { title: 'pgvector', type: 'vector-store' }],
  [/^lance_?db$/, { title: 'LanceDB', type: 'vector-store' }],
  [/^marqo$/, { title: 'Marqo', type: 'vector-store' }],
  [/^ollama$/, { title: 'Ollama', type: 'inference-server' }],
  [/^vllm$/, { title: 'vLLM', type: 'inference-server' }],
  [/^sglang$/, { title: 'SGLang', type: 'inference-server' }],
  [/^litellm$/, { title: 'LiteLLM', type: 'inference-server' }],
  [/^triton$/, { title: 'NVIDIA Triton Inference Server', type: 'inference-server' }],
  [/^xinference$/, { title: 'Xinference', type: 'inference-server' }],
  [/^mlflow$/, { title: 'MLflow', type: 'tracking' }],
  [/^langfuse$/, { title: 'Langfuse', type: 'tracking' }],
  [/^phoenix$/, { title: 'Phoenix', type: 'tracking' }],
]
const ADDRESS: ReadonlySet<string> = new Set(['url', 'uri', 'host', 'endpoint', 'address', 'base'])
/** Words between the name of the software and the address. */
const BETWEEN: ReadonlySet<string> = new Set([
  'api',
  'base',
  'server',
  'cluster',
  'http',
  'grpc',
  'service',
  'tracking',
  'collector',
])
const URL_TEXT = /^(?:https?|grpcs?|tcp):\/\/(?:[^\s/@]*@)?[\w.-]+(?::\d{1,5})?(?:[/?#]\S*)?$/i
const HOST_AND_PORT = /^(?:localhost|[a-z][\w.-]*|\d{1,3}(?:\.\d{1,3}){3}):\d{2,5}$/i
/** What a server listens on is no place where it is reached. */
const PLACEHOLDER =
  /[<>{}$*]|^(?:\w+:\/\/)?0\.0\.0\.0|(?:^|[/.@-])(?:your|my|xxx+|change-?me|placeholder|replace-?me|todo)(?:[.-]|$)/i

/**
 * What `QDRANT_URL`, `APP_QDRANT__URL` or `qdrant.url` is set to. Undefined for what is no address with a scheme or a
 * port, and for placeholders.
 */
export function serviceAddress(key: string, value: string): ServiceAddress | undefined {
  if (key.length > 100 || value.length > 500 || PLACEHOLDER.test(value)) return undefined
  if (!URL_TEXT.test(value) && !HOST_AND_PORT.test(value)) return undefined
  const words = key.toLowerCase().split(/[-_.]+/)
  if (!ADDRESS.has(words.pop() ?? '')) return undefined
  while (words.length > 1 && BETWEEN.has(words.at(-1)!)) words.pop()
  const names = [words.slice(-1).join(''), words.slice(-2).join('_')]
  const service = SOFTWARE.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1]
  return service && { service, endpoint: withoutCredentials(value), authenticated: carriesCredentials(value) }
}
