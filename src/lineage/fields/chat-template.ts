import type { ModelFiles } from '../files/model-files.ts'
import type { FieldDifference } from '../verdict/derivation.ts'
import { asObject, own, ownText, type JsonObject } from './json-object.ts'

/** Templates run at every request and can put words into every prompt: each must be the official one. */
export function chatTemplates(
  candidate: ModelFiles,
  official: ReadonlyMap<string, string>,
): FieldDifference[] {
  if (official.size === 0) return []
  return Object.entries(candidate.metadata).flatMap(([key, value]): FieldDifference[] => {
    const name = /^tokenizer\.chat_template(?:\.(.+))?$/.exec(key)
    if (!name || typeof value !== 'string') return []
    const expected = official.get(name[1] ?? 'default')
    if (expected === value) return []
    const onlySpace = expected !== undefined && squeezed(expected) === squeezed(value)
    return [
      {
        area: 'chat-template',
        field: key,
        official: expected === undefined ? 'absent' : firstDifference(expected, value),
        candidate: expected === undefined ? value.slice(0, 200) : firstDifference(value, expected),
        weight: onlySpace ? 'note' : 'deviates',
      },
    ]
  })
}

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** The text around the first place where it is not the other. */
function firstDifference(text: string, other: string): string {
  let at = 0
  while (at < text.length && text[at] === other[at]) at++
  const from = Math.max(0, at - 40)
  return `${from > 0 ? '…' : ''}${text.slice(from, from + 160)}`
}

/** Official templates by name: a file of its own, or one or several in tokenizer_config.json. */
export function officialTemplates(
  file: Buffer | undefined,
  config: JsonObject | undefined,
): ReadonlyMap<string, string> {
  const templates = new Map<string, string>()
  const stated = own(config, 'chat_template')
  if (typeof stated === 'string') templates.set('default', stated)
  for (const entry of Array.isArray(stated) ? stated : []) {
    const one = asObject(entry)
    const [name, template] = [ownText(one, 'name'), ownText(one, 'template')]
    if (name !== undefined && template !== undefined) templates.set(name, template)
  }
  if (file) templates.set('default', file.toString('utf8'))
  return templates
}
