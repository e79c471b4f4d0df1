import { modelOfValue, type NamedModel } from '../../names/model-value.ts'

/** `${NAME:-value}`, `${NAME:value}`, `${env:NAME,value}`: what counts when the environment says nothing. */
export function defaultOf(text: string): { readonly value: string; readonly inferred: boolean } {
  const match = /^\$\{(?:env:|oc\.env:)?[A-Za-z_][\w.]*(?::-?|,\s*|\?:)(["']?)([^${}"']+)\1\}$/.exec(
    text.trim(),
  )
  return match ? { value: match[2]!.trim(), inferred: true } : { value: text, inferred: false }
}

/** `openai:chat:gpt-4o`: the word between says what the model is asked for. */
const KINDS = new Set(
  'chat completion completions messages embedding embeddings responses assistant text-generation feature-extraction text-classification sentence-similarity conversational image realtime'.split(
    ' ',
  ),
)

/** A model as promptfoo writes it. */
export function promptfooModel(text: string): NamedModel | undefined {
  const [provider = '', ...rest] = text.split(':')
  const id = (KINDS.has(rest[0] ?? '') ? rest.slice(1) : rest).join(':')
  if (
    id === '' ||
    /^(?:file|exec|python|http|https|webhook|package|golang|ruby|javascript|promptfoo|browser|mcp|websocket)$/.test(
      provider,
    )
  )
    return undefined
  const name = provider === 'azureopenai' ? 'azure' : provider === 'vertex' ? 'vertex_ai' : provider
  return modelOfValue(`${name}/${id}`, { prefixed: true })
}

/** Values that mean none: left to the program, or to the user. */
export function isNoModel(text: string): boolean {
  return /^(?:auto|autodetect|default|none|null|inherit|local|custom|other|main|chat|embed|opus|sonnet|haiku|base|small|medium|large|gpt|llm|bert|transformer|huggingface|openai)$/i.test(
    text.trim(),
  )
}
