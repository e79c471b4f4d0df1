import { isUtf8 } from 'node:buffer'
import type { Context } from '../../model/context.ts'
import { KiB, MiB } from '../../model/context.ts'
import type { Bytes, Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { analyseTemplate } from './analysis/analyse.ts'
import { templatesInJson, type Document } from './documents.ts'
import type { ChatTemplateFacts } from './facts.ts'
import { hiddenText } from './rules/hidden-text.ts'
import { poisoned } from './rules/poisoned.ts'
import { sandboxEscape } from './rules/sandbox-escape.ts'
import { syntax } from './rules/syntax.ts'

/** Real templates have a few KiB, the longest some dozens. */
const MAX_TEMPLATE = 512 * KiB
const MAX_JSON = 64 * MiB
const CHUNK = 4 * MiB

export const chatTemplate: Format<ChatTemplateFacts> = {
  id: 'chat-template',
  title: 'chat template',
  extensions: ['.jinja', '.jinja2', '.j2'],
  onLoad: 'data',
  searches: true,
  rules: [sandboxEscape, poisoned, hiddenText, syntax],
  claims,
  *read({ path, bytes }, ctx) {
    for (const { name, source, line } of documents(path, bytes, ctx)) {
      ctx.checkpoint()
      if (source.length > MAX_TEMPLATE) throw overLimit(`a template of ${source.length} characters`)
      const analysis = analyseTemplate(source)
      const isFile = line === 0
      const isChat = !isFile || isChatTemplate(path, source)
      const lineInFile = (inTemplate: number): number => (isFile ? inTemplate : line)
      yield { kind: 'facts', facts: { name, lineInFile, isChat, ...analysis } }
    }
  },
}

function documents(path: string, bytes: Bytes, ctx: Context): readonly Document[] {
  if (bytes.size > Math.min(MAX_JSON, ctx.limits.structureBytes))
    throw overLimit(`${bytes.size} bytes of text in one piece`)
  const content = bytes.read(0, bytes.size)
  if (!isUtf8(content)) throw malformed('is no UTF-8 text')
  const text = content.toString('utf8')
  const isMember = path.slice(path.lastIndexOf('!') + 1).startsWith('tokenizer.chat_template')
  if (!isMember && isJsonObject(content)) return templatesInJson(text, () => ctx.checkpoint())
  return [{ name: '', source: text, line: 0 }]
}

/** Templates of other kinds lie in repositories too: for source code, configuration, web pages. */
function isChatTemplate(path: string, source: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1)
  if (/chat_?template/i.test(path) || name.startsWith('tokenizer.')) return true
  const speaks = /\badd_generation_prompt\b|\b[be]os_token\b|\.role\b|\[['"]role['"]\]|\.get\(['"]role['"]/
  return /\bmessages\b|\bconversations?\b/.test(source) && speaks.test(source)
}

/**
 * Loaders find templates by key in JSON and by file name otherwise: only the name tells a template
 * without a word of messages in it from any text in braces.
 */
function claims(sample: Sample): Claim {
  const { head, name, size } = sample
  if (size === 0 || head.includes(0)) return 'no'
  if (isJsonObject(head)) return mentionsTemplate(sample) ? 'yes' : 'no'
  if (/\.(?:jinja2?|j2)$/.test(name)) return 'yes'
  const text = head.toString('utf8', 0, 4096)
  return /^\ufeff?\s*\{[%{#]/.test(text) && /\{%-?\s*(?:for|if|set|macro)\b/.test(text) ? 'maybe' : 'no'
}

/** After a brace, JSON has a key or nothing. */
function isJsonObject(head: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?\s*\{\s*["}]/.test(head.toString('latin1', 0, 1024))
}

/** The key may be escaped letter by letter. */
const KEY = new RegExp(
  `${Array.from('chat_template')
    .map((c) => (c === '_' ? '(?:_|\\\\u005f)?' : `(?:${c}|\\\\u00${hex(c)})`))
    .join('')}[^"]{0,80}"\\s*:`,
  'i',
)

function hex(character: string): string {
  return character.charCodeAt(0).toString(16)
}

/** Vocabularies of megabytes may stand before the key. */
function mentionsTemplate({ head, tail, size, bytes }: Sample): boolean {
  if (KEY.test(head.toString('latin1')) || KEY.test(tail.toString('latin1'))) return true
  if (size <= head.length + tail.length || size > MAX_JSON) return false
  for (let at = head.length; at < size; at += CHUNK)
    if (KEY.test(bytes.read(at, CHUNK + 256).toString('latin1'))) return true
  return false
}
