/** What a file of prompts is. */
interface PromptPlace {
  readonly says: string
  readonly type: 'template' | 'system-prompt'
}

const TEMPLATE: PromptPlace = { says: 'is a prompt template', type: 'template' }
const SYSTEM: PromptPlace = { says: 'is a system prompt', type: 'system-prompt' }

const BY_ENDING = /\.(?:prompt|prompty|promptfile|prompt\.(?:md|txt|ya?ml|json|j2|jinja2?|tmpl))$/
const IN_FOLDER =
  /\/(?:prompts?|prompt[-_]?templates?|system[-_]?prompts?)\/(?:[^/]+\/){0,3}[^/]+\.(?:md|txt|ya?ml|json|j2|jinja2?|tmpl|mustache|hbs|liquid|poml|xml)$/
const BY_NAME =
  /(?:^|[-_.])(?:system[-_]?prompt|prompt[-_]?template|(?:user|assistant|chat|rag|qa|judge|agent)[-_]prompt)s?(?:[-_.][\w.-]*)?\.(?:md|txt|ya?ml|json|j2|jinja2?|tmpl|poml)$/
const SYSTEM_NAME =
  /(?:^|[-_./])system(?:[-_.](?:prompt|message|instructions?)s?)?(?:[-_.][\w-]*)?\.\w+$|system[-_]?prompts?\//
/** Pages about prompts, and lists of files. */
const NOT_PROMPT =
  /^(?:readme|changelog|contributing|license|index|package|tsconfig|_category_|config|settings|schema|manifest)\b/
const NOT_FOLDER =
  /\/(?:node_modules|site-packages|\.git|dist|build|docs?|components?|__tests__|locales?|i18n)\//

type PromptNotation = 'text' | 'data'

export interface Claimed {
  readonly place: PromptPlace
  readonly notation: PromptNotation
  /** The name says so without doubt; else the content has to. */
  readonly sure: boolean
}

/** `path` with `/` before it, in lower case. */
export function promptPlace(path: string): Claimed | undefined {
  const name = path.split('/').at(-1)!
  if (NOT_PROMPT.test(name) || NOT_FOLDER.test(path)) return undefined
  const ending = BY_ENDING.test(name)
  if (!ending && !IN_FOLDER.test(path) && !BY_NAME.test(name)) return undefined
  const notation = /\.(?:ya?ml|json)$/.test(name) ? 'data' : 'text'
  return { place: SYSTEM_NAME.test(path) ? SYSTEM : TEMPLATE, notation, sure: ending || notation === 'text' }
}
