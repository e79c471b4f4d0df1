/** What is asked of an API, by the method or class that asks; the first that fits counts. */
const TASKS: readonly (readonly [call: RegExp, task: string | undefined])[] = [
  [/count_?tokens|fine_?tuning|finetun|batches/i, undefined],
  [/embed/i, 'feature-extraction'],
  [/rerank/i, 'text-ranking'],
  [/moderation/i, 'text-classification'],
  [/images?\.edit/i, 'image-to-image'],
  [/images?\.generate|generate_?images?|image_?generation/i, 'text-to-image'],
  [/generate_?videos?/i, 'text-to-video'],
  [/transcri|audio\.translation/i, 'automatic-speech-recognition'],
  [/audio\.speech|(?:^|\.)a?speech$|generate_?speech/i, 'text-to-speech'],
  [
    /completions?(?:\.|$)|completion_with_retries|responses\.|messages\.(?:create|stream)|generate_?(?:content|text|object)|stream_?(?:text|object)|converse|ChatCompletion|(?:^|\.)chat(?:\.|s\.|$)/i,
    'text-generation',
  ],
  [/(?:^|\.)(?:Azure)?Chat[A-Z]\w*(?:\.|$)/, 'text-generation'],
]
const MAX_NAME = 300

/** The task, as Hugging Face names it, of a model that is called through `client.chat.completions.create`. */
export function taskOfCall(name: string): string | undefined {
  if (name.length > MAX_NAME) return undefined
  return TASKS.find(([call]) => call.test(name))?.[1]
}
