import { providerOfPrefix } from '../../names/api-provider.ts'

/** Classes and kinds say whose they are somewhere in their name. First match counts. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/azure[\w.-]{0,5}(?:open)?ai|azureopenai|aoai/, 'azure-openai'],
  [/openrouter/, 'openrouter'],
  [/openai[-_]?(?:compatible|like|generic)|local[-_]?ai|lm[-_]?studio/, ''],
  [/openai/, 'openai'],
  [/bedrock/, 'aws-bedrock'],
  [/anthropic|claude/, 'anthropic'],
  [/ollama/, 'ollama'],
  [/vertex/, 'google-vertex-ai'],
  [/gemini|google[-_]?gen|googleai|google[-_]ai/, 'google'],
  [/mistral/, 'mistral'],
  [/cohere/, 'cohere'],
  [/groq/, 'groq'],
  [/together/, 'together'],
  [/fireworks/, 'fireworks'],
  [/deepseek/, 'deepseek'],
  [/voyage/, 'voyage'],
  [/nvidia/, 'nvidia'],
  [
    /vllm|hugging[-_]?face|sentence[-_]?transformers?|^transformers$|^hf$|hf[-_]?(?:inference|tgi)|^tgi$|^tei$/,
    'hugging-face',
  ],
]

/** The provider that a value such as `azure_openai`, `lmChatOpenAi` or `generators.openai.OpenAIGenerator` means. */
export function providerOfKind(text: string): string | undefined {
  if (text.length > 200 || /\s/.test(text)) return undefined
  const exact = providerOfPrefix(
    text
      .split('/')
      .at(-1)!
      .replaceAll(/([a-z])([A-Z])/g, '$1-$2'),
  )
  if (exact) return exact.id
  const lower = text.toLowerCase()
  const found = WORDS.find(([pattern]) => pattern.test(lower))?.[1]
  return found === '' ? undefined : found
}

/** The provider that a section is called after: `openai:`, `AzureOpenAI`, `[anthropic]`. */
export function providerOfSection(key: string): string | undefined {
  const joined = key.replaceAll(/[-_\s]/g, '').toLowerCase()
  if (/^az(?:ure)?(?:openai)?$/.test(joined)) return 'azure-openai'
  if (
    joined.length < 4 ||
    joined === 'source' ||
    joined === 'service' ||
    joined === 'nim' ||
    joined === 'ark'
  )
    return undefined
  return providerOfPrefix(key.replaceAll('_', '-'))?.id ?? providerOfPrefix(joined)?.id
}
