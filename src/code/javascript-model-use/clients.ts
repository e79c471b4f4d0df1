import { providerOfPrefix } from '../../names/api-provider.ts'

/** A library whose calls name models. */
export interface ClientLibrary {
  /** Id of the provider; absent where the model itself says it. */
  readonly provider?: string
  /** Keys of the options with the model, besides `model`. */
  readonly keys?: readonly string[]
  /** Calls whose first argument is the model: `openai('gpt-4o')`, `getGenerativeModel`. */
  readonly first?: RegExp
  /** Only these ways lead to a model; every other call is something else. */
  readonly only?: RegExp
  /** Values are written `provider/model`. */
  readonly prefixed?: true
  /** The way says that the model makes vectors. */
  readonly embedding?: RegExp
  /** An address of one's own makes the provider unknown. */
  readonly compatible?: true
}

const EMBEDDING = /[eE]mbed/
const KEYS: readonly string[] = ['model', 'modelName', 'modelId', 'model_id', 'modelID']

const SDKS: readonly (readonly [module: RegExp, library: ClientLibrary])[] = [
  [
    /^openai(?:\/|$)|^openai-edge$|^@openai\/agents/,
    { provider: 'openai', keys: ['deployment'], compatible: true },
  ],
  [
    /^@azure\/openai$/,
    {
      provider: 'azure-openai',
      first: /\.get(?:ChatCompletions|Completions|Embeddings|ImageGenerations)$/,
      keys: ['deployment', 'deploymentName'],
    },
  ],
  [/^@anthropic-ai\/sdk/, { provider: 'anthropic', compatible: true }],
  [/^@anthropic-ai\/bedrock-sdk/, { provider: 'aws-bedrock' }],
  [/^@anthropic-ai\/vertex-sdk/, { provider: 'google-vertex-ai' }],
  [/^@anthropic-ai\/claude-(?:agent-sdk|code)$/, { provider: 'anthropic' }],
  [/^@google\/(?:genai|generative-ai)/, { provider: 'google' }],
  [/^@google-cloud\/(?:vertexai|aiplatform)/, { provider: 'google-vertex-ai' }],
  [/^@mistralai\/mistralai/, { provider: 'mistral' }],
  [/^cohere-ai/, { provider: 'cohere' }],
  [/^groq-sdk/, { provider: 'groq' }],
  [/^together-ai/, { provider: 'together' }],
  [/^replicate$/, { provider: 'replicate', first: /\.(?:run|stream)$/, keys: ['version'] }],
  [/^ollama(?:\/|$)/, { provider: 'ollama' }],
  [/^@huggingface\/inference/, { provider: 'hugging-face' }],
  [/^voyageai$/, { provider: 'voyage' }],
  [/^@cerebras\/cerebras_cloud_sdk/, { provider: 'cerebras' }],
  [/^@lmstudio\/sdk/, { provider: 'lm-studio', first: /\.(?:llm|embedding)\.(?:model|load)$/ }],
  [
    /^@aws-sdk\/client-bedrock-(?:runtime|agent-runtime)$/,
    { provider: 'aws-bedrock', keys: ['modelId', 'modelArn'] },
  ],
  [/^@azure-rest\/ai-inference/, { provider: 'azure-ai' }],
  [/^@openrouter\/(?:sdk)$/, { provider: 'openrouter' }],
  [
    /^@openrouter\/ai-sdk-provider/,
    {
      provider: 'openrouter',
      first:
        /(?:openrouter|createOpenRouter\.\(\))(?:\.(?:chat|completion|languageModel|textEmbeddingModel))?$/,
    },
  ],
  [
    /^(?:ollama-ai-provider|ai-sdk-ollama)/,
    {
      provider: 'ollama',
      first:
        /(?:ollama|createOllama\.\(\))(?:\.(?:chat|completion|languageModel|embedding|textEmbeddingModel|embeddingModel))?$/,
    },
  ],
  [
    /^ai$|^@ai-sdk\/gateway$/,
    {
      first: /^(?:gateway|createGateway\.\(\))(?:\.(?:languageModel|textEmbeddingModel|embeddingModel))?$/,
      prefixed: true,
      only: /^(?:gateway|generate\w+|stream\w+|embed\w*|rerank|ToolLoopAgent\.new|Agent\.new|Experimental_Agent\.new|experimental_\w+)/,
    },
  ],
  [/^@mastra\/core/, { prefixed: true, only: /Agent\.new$/ }],
  [/^litellm$/, { prefixed: true }],
  [/^@genkit-ai\/(?:googleai|google-genai)/, { provider: 'google', first: /\.(?:model|embedder)$/ }],
  [/^@genkit-ai\/vertexai/, { provider: 'google-vertex-ai', first: /\.(?:model|embedder)$/ }],
  [/^(?:genkit|@genkit-ai\/ai)/, { prefixed: true }],
  [/^langchain(?:\/chat_models\/universal)?$/, { prefixed: true, first: /initChatModel$/ }],
  [/^@vercel\/ai/, { prefixed: true }],
]

/** Vercel's AI SDK: a package a provider, its instance and its factory both take the model first. */
const AI_SDK_CALL =
  /^(?:default|[\w$]+(?:\.\(\))?)(?:\.(?:chat|responses|completion|embedding|textEmbedding|textEmbeddingModel|embeddingModel|languageModel|chatModel|completionModel|image|imageModel|speech|transcription|messages|reranking|rerankingModel))?$/

const LANGCHAIN_PACKAGE: Readonly<Record<string, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  'google-genai': 'google',
  'google-vertexai': 'google-vertex-ai',
  'google-vertexai-web': 'google-vertex-ai',
  'google-gauth': 'google-vertex-ai',
  mistralai: 'mistral',
  cohere: 'cohere',
  groq: 'groq',
  ollama: 'ollama',
  aws: 'aws-bedrock',
  xai: 'xai',
  deepseek: 'deepseek',
  cerebras: 'cerebras',
  'azure-openai': 'azure-openai',
  cloudflare: 'cloudflare',
}

const LANGCHAIN_KEYS: readonly string[] = [
  ...KEYS,
  'azureOpenAIApiDeploymentName',
  'azureOpenAIApiEmbeddingsDeploymentName',
  'deploymentName',
]

/** The library, by the module that it is imported from. */
export function clientLibrary(module: string): ClientLibrary | undefined {
  const sdk = SDKS.find(([pattern]) => pattern.test(module))?.[1]
  if (sdk) return { embedding: EMBEDDING, ...sdk, keys: [...KEYS, ...(sdk.keys ?? [])] }
  const vercel = /^@ai-sdk\/([\w-]+)$/.exec(module)?.[1]
  if (vercel !== undefined) {
    const compatible = vercel === 'openai-compatible'
    const provider = compatible ? undefined : providerOfPrefix(vercel)?.id
    if (!provider && !compatible) return undefined
    return {
      ...(provider && { provider }),
      keys: [],
      first: AI_SDK_CALL,
      embedding: EMBEDDING,
      compatible: true,
    }
  }
  return langchain(module) ?? llamaIndex(module)
}

function langchain(module: string): ClientLibrary | undefined {
  const own = /^@langchain\/([\w-]+?)(?:\/.*)?$/.exec(module)?.[1]
  if (own !== undefined && Object.hasOwn(LANGCHAIN_PACKAGE, own))
    return {
      provider: LANGCHAIN_PACKAGE[own]!,
      keys: LANGCHAIN_KEYS,
      embedding: EMBEDDING,
      compatible: true,
      only: /\.new$/,
    }
  if (/^langchain\/(?:chat_models|llms|embeddings)$/.test(module))
    return { keys: LANGCHAIN_KEYS, embedding: /embeddings/, compatible: true, only: /\.new$/ }
  const path = /^(?:@langchain\/community|langchain)\/(?:chat_models|llms|embeddings)\/([\w-]+)/.exec(
    module,
  )?.[1]
  if (path === undefined) return undefined
  const provider = /^(?:hf|hf_transformers|huggingface_transformers|hf_inference)$/.test(path)
    ? 'hugging-face'
    : providerOfPrefix(
        path
          .replace(/^(?:azure_openai)$/, 'azure')
          .replace(/^googlevertexai.*$/, 'vertexai')
          .replace(/^(?:bedrock)\w*$/, 'bedrock'),
      )?.id
  return provider
    ? { provider, keys: LANGCHAIN_KEYS, embedding: /embeddings/, compatible: true, only: /\.new$/ }
    : undefined
}

const LLAMA_INDEX: readonly (readonly [RegExp, string])[] = [
  [/^(?:OpenAI|openai|OpenAIEmbedding|OpenAIResponses)(?:\.|$)/, 'openai'],
  [/^(?:Anthropic|anthropic)(?:\.|$)/, 'anthropic'],
  [/^(?:Ollama|ollama|OllamaEmbedding)(?:\.|$)/, 'ollama'],
  [/^(?:Gemini|gemini|GeminiEmbedding)(?:\.|$)/, 'google'],
  [/^(?:Groq|groq)(?:\.|$)/, 'groq'],
  [/^(?:MistralAI|mistral|MistralAIEmbedding)(?:\.|$)/, 'mistral'],
  [/^(?:HuggingFaceEmbedding|HuggingFaceLLM|HuggingFaceInferenceAPI\w*|huggingface)(?:\.|$)/, 'hugging-face'],
  [/^(?:Bedrock|bedrock)(?:\.|$)/, 'aws-bedrock'],
  [/^(?:DeepSeekLLM)(?:\.|$)/, 'deepseek'],
  [/^(?:TogetherLLM|TogetherEmbedding)(?:\.|$)/, 'together'],
]

function llamaIndex(module: string): ClientLibrary | undefined {
  if (!/^(?:llamaindex|@llamaindex\/)/.test(module)) return undefined
  return { keys: [...KEYS, 'modelType'], embedding: EMBEDDING, compatible: true }
}

/** Classes of collections say which provider is meant. */
export function providerOfPath(module: string, path: readonly string[]): string | undefined {
  if (/^(?:llamaindex|@llamaindex\/)/.test(module))
    return LLAMA_INDEX.find(([pattern]) => pattern.test(path.join('.')))?.[1]
  if (path[0]?.startsWith('Azure')) return 'azure-openai'
  if (/^langchain\/(?:chat_models|llms|embeddings)$/.test(module))
    return CLASSES.find(([p]) => p.test(path[0] ?? ''))?.[1]
  return /^@langchain\/google-webauth|Vertex/.test(`${module} ${path[0] ?? ''}`)
    ? 'google-vertex-ai'
    : undefined
}

/** Classes that older versions exported from one place. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/OpenAI/, 'openai'],
  [/Anthropic/, 'anthropic'],
  [/Cohere/, 'cohere'],
  [/HuggingFace/, 'hugging-face'],
  [/Replicate/, 'replicate'],
]

const STORES: readonly (readonly [module: RegExp, made: RegExp, title: string])[] = [
  [/^@pinecone-database\/pinecone$/, /^Pinecone(?:Client)?\.new$/, 'Pinecone'],
  [/^@qdrant\/(?:js-client-rest|qdrant-js|js-client-grpc)$/, /^QdrantClient\.new$/, 'Qdrant'],
  [/^chromadb(?:-client)?$/, /^(?:Chroma|Cloud|Admin)Client\.new$/, 'Chroma'],
  [/^weaviate-(?:ts-)?client$/, /(?:connectTo\w+|\.client)\.\(\)$/, 'Weaviate'],
  [/^@zilliz\/milvus2-sdk-node$/, /^MilvusClient\.new$/, 'Milvus'],
  [/^(?:@lancedb\/lancedb|vectordb)$/, /connect\.\(\)$/, 'LanceDB'],
  [/^faiss-node$/, /^Index\w+\.new$/, 'FAISS'],
  [/^@upstash\/vector$/, /^Index\.new$/, 'Upstash Vector'],
  [
    /^@langchain\/(\w+)$|^(?:@langchain\/community|langchain)\/vectorstores\/(\w+)$|^@llamaindex\/(\w+)$|^llamaindex$/,
    /^(?:Pinecone|Qdrant|Chroma|Weaviate|Milvus|Lance|Faiss|PGVector|Redis|Elastic|OpenSearch|MongoDBAtlas)\w*(?:\.(?:new|from\w+\.\(\)|initialize\.\(\)|load\.\(\)))$/,
    '',
  ],
]

const STORE_TITLES: readonly (readonly [RegExp, string])[] = [
  [/^Pinecone/, 'Pinecone'],
  [/^Qdrant/, 'Qdrant'],
  [/^Chroma/, 'Chroma'],
  [/^Weaviate/, 'Weaviate'],
  [/^Milvus/, 'Milvus'],
  [/^Lance/, 'LanceDB'],
  [/^Faiss/, 'FAISS'],
  [/^PGVector/, 'pgvector'],
  [/^Redis/, 'Redis'],
  [/^Elastic/, 'Elasticsearch'],
  [/^OpenSearch/, 'OpenSearch'],
  [/^MongoDBAtlas/, 'MongoDB Atlas'],
]

/** The store that the call opens. `path` ends with the call. */
export function vectorStoreTitle(module: string, path: readonly string[]): string | undefined {
  const way = path.join('.')
  const found = STORES.find(([m, made]) => m.test(module) && made.test(way))
  if (!found) return undefined
  if (found[2] !== '') return found[2]
  if (/(?:Embedding|Retriever|Translator|Cache|History|Memory|Saver|Loader)/.test(path[0] ?? ''))
    return undefined
  return STORE_TITLES.find(([pattern]) => pattern.test(path[0] ?? ''))?.[1]
}

/** transformers.js and its kin: libraries that load weights of the hub. */
export const HUB_LIBRARIES: RegExp =
  /^@(?:xenova|huggingface)\/transformers(?:$|@)|^https:\/\/[\w./-]+\/@(?:xenova|huggingface)\/transformers/
