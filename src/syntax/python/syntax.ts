import type { Language } from 'web-tree-sitter'
import { grammarOf, type Grammar } from '../tree.ts'

export { child, type SyntaxNode } from '../tree.ts'

/** Leaves for this review: what is below them is read from the text. */
const OPAQUE = new Set([
  'identifier',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'string_content',
  'string_start',
  'string_end',
  'dotted_name',
  'relative_import',
  'type_conversion',
])

export function pythonGrammarOf(language: Language): Grammar {
  return grammarOf(language, OPAQUE, (type, text, start) => type === 'string' && isPlain(text, start))
}

/** A literal without `f` or `t` before its quote holds no expressions. */
function isPlain(text: string, start: number): boolean {
  for (let i = start; i < start + 3; i++) {
    const c = text[i]
    if (c === '"' || c === "'") return true
    if (c === 'f' || c === 'F' || c === 't' || c === 'T') return false
  }
  return true
}
