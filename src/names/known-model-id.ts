/** Families of ids that nobody but one provider hands out. First match counts. */
const FAMILIES: readonly (readonly [provider: string, id: RegExp])[] = [
  [
    'aws-bedrock',
    /^(?:(?:us|eu|apac|jp|au|ca|global|us-gov)\.)?(?:anthropic\.claude|amazon\.(?:titan|nova|rerank)|meta\.llama|mistral\.m|cohere\.(?:command|embed|rerank)|ai21\.j|stability\.s|deepseek\.r|qwen\.qwen|openai\.gpt-oss)[\w.:-]+$/,
  ],
  [
    'openai',
    /^(?:gpt-(?:3\.5|35)-turbo[\w-]*|gpt-4(?:\.\d)?(?:o)?(?:-[\w-]+)?|gpt-5(?:\.\d)?(?:-[\w-]+)?|chatgpt-4o-latest|o[134](?:-(?:mini|pro|preview|deep-research)[\w-]*)?(?:-\d{4}-\d{2}-\d{2})?|text-embedding-(?:ada-002|3-small|3-large)|text-davinci-00[123]|dall-e-[23]|gpt-image-1|whisper-1|tts-1(?:-hd)?|(?:omni|text)-moderation-[\w-]+|gpt-3\.5-turbo-instruct[\w-]*|davinci-002|babbage-002|codex-mini-latest|ft:(?:gpt|davinci|babbage)[\w.:-]+)$/,
  ],
  ['anthropic', /^claude-(?:instant|2|3|4|5|opus|sonnet|haiku)[\w.-]*$/],
  [
    'google',
    /^(?:models\/)?(?:gemini-(?:\d|pro|ultra|flash|embedding|exp)[\w.-]*|text-embedding-00[45]|text-multilingual-embedding-002|imagen-[34][\w.-]*|veo-\d[\w.-]*)$/,
  ],
  [
    'mistral',
    /^(?:(?:mistral-(?:tiny|small|medium|large|embed|saba|nemo)|ministral-[38]b|codestral|pixtral-(?:12b|large)|magistral-(?:small|medium)|devstral-(?:small|medium))-(?:latest|\d{4})|mistral-embed|open-mi[sx]t?ral-[\w-]+|open-codestral-mamba)$/,
  ],
  [
    'cohere',
    /^(?:command-(?:r|r-plus|a|r7b|light|nightly)[\w-]*|embed-(?:english|multilingual)(?:-light)?-v\d\.\d|embed-v4\.0|rerank-(?:english-|multilingual-)?v\d[\w.-]*)$/,
  ],
  ['deepseek', /^deepseek-(?:chat|reasoner)$/],
  ['xai', /^grok-(?:\d|beta|vision|code)[\w.-]*$/],
  [
    'voyage',
    /^(?:rerank-(?:lite-)?[12](?:\.5)?(?:-lite)?$|voyage-(?:\d|code|law|finance|large|multilingual|lite|context)[\w.-]*)$/,
  ],
  ['jina', /^jina-(?:embeddings|reranker|clip|colbert)-v\d[\w.-]*$/],
  ['perplexity', /^(?:sonar|sonar-(?:pro|reasoning|reasoning-pro|deep-research)|pplx-[\w-]+)$/],
  [
    'dashscope',
    /^(?:qwen-(?:plus|max|turbo|long|flash)(?:-latest|-\d{4}(?:-\d{2}-\d{2})?)?|qwen3?-(?:max|coder-plus)|text-embedding-v[1234])$/,
  ],
  ['moonshot', /^(?:moonshot-v1-(?:8k|32k|128k|auto)|kimi-k2[\w.-]*)$/],
  [
    'groq',
    /^(?:llama-3\.[123]-\d+b-(?:versatile|instant|specdec)|llama3-\d+b-8192|mixtral-8x7b-32768|gemma2?-\d+b-it|llama-guard-3-8b|whisper-large-v3-turbo)$/,
  ],
  ['ai21', /^(?:jamba-(?:instruct|large|mini|1\.\d)[\w.-]*|j2-(?:ultra|mid|light))$/],
]

const MAX_ID = 120

/** The provider whose ids look like this one, where no other provider's do. */
export function providerOfModelId(id: string): string | undefined {
  if (id.length > MAX_ID) return undefined
  return FAMILIES.find(([, pattern]) => pattern.test(id))?.[0]
}
