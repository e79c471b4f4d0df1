/** A platform that serves models over an API. */
export interface ApiProvider {
  /** Registry under which its model ids are known. */
  readonly id: string
  /** Name of its API. */
  readonly title: string
  /** Who runs it, or nobody in particular for software that people run themselves. */
  readonly company?: string
  /** Hosts that answer for it, or the ends of their names. */
  readonly hosts: readonly string[]
  /** Prefixes with which routers and frameworks name it: `bedrock/…`, `google_genai:…`. With dashes, lower case. */
  readonly prefixes: readonly string[]
  /** Its ids name repositories of the Hugging Face hub. */
  readonly servesHub?: true
}

function provider(
  id: string,
  title: string,
  company: string | undefined,
  hosts: string,
  prefixes: string,
  servesHub = false,
): ApiProvider {
  return {
    id,
    title,
    ...(company && { company }),
    hosts: hosts.split(' ').filter(Boolean),
    prefixes: prefixes.split(' ').filter(Boolean),
    ...(servesHub && { servesHub: true as const }),
  }
}

/** Hosts are suffixes of whole labels. The first provider that fits is it. */
export const API_PROVIDERS: readonly ApiProvider[] = [
  provider(
    'azure-openai',
    'Azure OpenAI',
    'Microsoft',
    'openai.azure.com cognitiveservices.azure.com services.ai.azure.com',
    'azure azure-openai azure-text',
  ),
  provider(
    'azure-ai',
    'Azure AI',
    'Microsoft',
    'models.ai.azure.com inference.ai.azure.com',
    'azure-ai azure-ai-inference',
  ),
  provider(
    'github-models',
    'GitHub Models',
    'GitHub',
    'models.github.ai models.inference.ai.azure.com',
    'github github-models',
  ),
  provider(
    'openai',
    'OpenAI API',
    'OpenAI',
    'api.openai.com',
    'openai openai-responses openai-chat text-completion-openai openai-like chatgpt',
  ),
  provider('anthropic', 'Anthropic API', 'Anthropic', 'api.anthropic.com', 'anthropic anthropic-text claude'),
  provider(
    'google-vertex-ai',
    'Google Vertex AI',
    'Google',
    'aiplatform.googleapis.com',
    'vertex-ai vertexai vertex google-vertex google-vertexai google-vertex-ai google-anthropic-vertex vertex-ai-beta',
  ),
  provider(
    'google',
    'Google Gemini API',
    'Google',
    'generativelanguage.googleapis.com',
    'gemini google google-genai google-gla google-ai palm googleai',
  ),
  provider(
    'aws-bedrock',
    'Amazon Bedrock',
    'Amazon Web Services',
    'bedrock-runtime.amazonaws.com bedrock.amazonaws.com',
    'bedrock bedrock-converse aws-bedrock amazon-bedrock bedrock-chat anthropic-bedrock',
  ),
  provider('aws-sagemaker', 'Amazon SageMaker', 'Amazon Web Services', '', 'sagemaker sagemaker-chat'),
  provider(
    'mistral',
    'Mistral API',
    'Mistral AI',
    'api.mistral.ai codestral.mistral.ai',
    'mistral mistralai codestral text-completion-codestral',
  ),
  provider('cohere', 'Cohere API', 'Cohere', 'api.cohere.com api.cohere.ai', 'cohere cohere-chat'),
  provider('groq', 'Groq API', 'Groq', 'api.groq.com', 'groq'),
  provider(
    'together',
    'Together AI API',
    'Together AI',
    'api.together.xyz api.together.ai',
    'together together-ai togetherai',
    true,
  ),
  provider('fireworks', 'Fireworks AI API', 'Fireworks AI', 'api.fireworks.ai', 'fireworks fireworks-ai'),
  provider('openrouter', 'OpenRouter API', 'OpenRouter', 'openrouter.ai', 'openrouter'),
  provider('deepseek', 'DeepSeek API', 'DeepSeek', 'api.deepseek.com', 'deepseek'),
  provider('xai', 'xAI API', 'xAI', 'api.x.ai', 'xai grok'),
  provider('perplexity', 'Perplexity API', 'Perplexity', 'api.perplexity.ai', 'perplexity pplx'),
  provider('deepinfra', 'DeepInfra API', 'DeepInfra', 'api.deepinfra.com', 'deepinfra', true),
  provider('replicate', 'Replicate API', 'Replicate', 'api.replicate.com', 'replicate'),
  provider(
    'nvidia',
    'NVIDIA NIM API',
    'NVIDIA',
    'integrate.api.nvidia.com ai.api.nvidia.com',
    'nvidia nvidia-nim nim',
  ),
  provider('cerebras', 'Cerebras API', 'Cerebras', 'api.cerebras.ai', 'cerebras'),
  provider('sambanova', 'SambaNova API', 'SambaNova', 'api.sambanova.ai', 'sambanova'),
  provider('hyperbolic', 'Hyperbolic API', 'Hyperbolic', 'api.hyperbolic.xyz', 'hyperbolic', true),
  provider('novita', 'Novita AI API', 'Novita AI', 'api.novita.ai', 'novita', true),
  provider(
    'nebius',
    'Nebius AI Studio API',
    'Nebius',
    'api.studio.nebius.ai api.studio.nebius.com api.tokenfactory.nebius.com',
    'nebius',
    true,
  ),
  provider('anyscale', 'Anyscale Endpoints', 'Anyscale', 'api.endpoints.anyscale.com', 'anyscale', true),
  provider(
    'siliconflow',
    'SiliconFlow API',
    'SiliconFlow',
    'api.siliconflow.cn api.siliconflow.com',
    'siliconflow',
    true,
  ),
  provider(
    'dashscope',
    'Alibaba Cloud Model Studio',
    'Alibaba Cloud',
    'dashscope.aliyuncs.com dashscope-intl.aliyuncs.com',
    'dashscope tongyi qwen',
  ),
  provider(
    'moonshot',
    'Moonshot AI API',
    'Moonshot AI',
    'api.moonshot.cn api.moonshot.ai',
    'moonshot moonshotai',
  ),
  provider('zhipu', 'Zhipu AI API', 'Zhipu AI', 'open.bigmodel.cn api.z.ai', 'zhipu zhipuai zai'),
  provider('minimax', 'MiniMax API', 'MiniMax', 'api.minimax.chat api.minimax.io', 'minimax'),
  provider('volcengine', 'Volcano Engine Ark', 'ByteDance', 'volces.com', 'volcengine ark'),
  provider('ai21', 'AI21 API', 'AI21 Labs', 'api.ai21.com', 'ai21 ai21-chat'),
  provider('voyage', 'Voyage AI API', 'Voyage AI', 'api.voyageai.com', 'voyage voyageai'),
  provider('jina', 'Jina AI API', 'Jina AI', 'api.jina.ai', 'jina jina-ai'),
  provider('watsonx', 'IBM watsonx.ai', 'IBM', 'ml.cloud.ibm.com', 'watsonx ibm'),
  provider(
    'databricks',
    'Databricks Model Serving',
    'Databricks',
    'cloud.databricks.com azuredatabricks.net',
    'databricks',
  ),
  provider(
    'cloudflare',
    'Cloudflare Workers AI',
    'Cloudflare',
    'api.cloudflare.com gateway.ai.cloudflare.com',
    'cloudflare workers-ai',
  ),
  provider('elevenlabs', 'ElevenLabs API', 'ElevenLabs', 'api.elevenlabs.io', 'elevenlabs'),
  provider('assemblyai', 'AssemblyAI API', 'AssemblyAI', 'api.assemblyai.com', 'assemblyai'),
  provider('deepgram', 'Deepgram API', 'Deepgram', 'api.deepgram.com', 'deepgram'),
  provider('stability', 'Stability AI API', 'Stability AI', 'api.stability.ai', 'stability'),
  provider(
    'hugging-face',
    'Hugging Face Inference API',
    'Hugging Face',
    'api-inference.huggingface.co router.huggingface.co endpoints.huggingface.cloud',
    'huggingface hugging-face hf',
    true,
  ),
  provider('ollama', 'Ollama', undefined, '', 'ollama ollama-chat'),
  provider('vllm', 'vLLM', undefined, '', 'vllm hosted-vllm', true),
  provider('lm-studio', 'LM Studio', undefined, '', 'lm-studio lmstudio'),
]

const BY_ID = new Map(API_PROVIDERS.map((p) => [p.id, p]))
const BY_PREFIX = new Map(API_PROVIDERS.flatMap((p) => p.prefixes.map((prefix) => [prefix, p] as const)))

export function apiProvider(id: string): ApiProvider | undefined {
  return BY_ID.get(id)
}

/** The provider that a router or framework means by the prefix, whatever its dashes. */
export function providerOfPrefix(prefix: string): ApiProvider | undefined {
  return BY_PREFIX.get(prefix.toLowerCase().replaceAll('_', '-'))
}

/** The provider behind an address. Only hosts that are its own: a proxy is nobody. */
export function providerOfAddress(address: string): ApiProvider | undefined {
  const url = parsed(address)
  if (!url) return undefined
  const host = url.hostname.toLowerCase()
  if (url.port === '11434') return BY_ID.get('ollama')
  if (/(?:^|\.)ollama(?:\.|$)|^ollama[\w-]*$/.test(host)) return BY_ID.get('ollama')
  if (/^bedrock(?:-runtime)?(?:-fips)?\.[\w-]+\.amazonaws\.com$/.test(host)) return BY_ID.get('aws-bedrock')
  if (/^runtime\.sagemaker\.[\w-]+\.amazonaws\.com$/.test(host)) return BY_ID.get('aws-sagemaker')
  if (/^[\w-]*-?aiplatform\.googleapis\.com$/.test(host)) return BY_ID.get('google-vertex-ai')
  return API_PROVIDERS.find((p) => p.hosts.some((h) => host === h || host.endsWith(`.${h}`)))
}

/** Undefined for what is no address with a host. Schemes may be missing. */
function parsed(address: string): URL | undefined {
  if (address.length > 2000) return undefined
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`
  return URL.canParse(text) ? new URL(text) : undefined
}
