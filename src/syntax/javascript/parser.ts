import type { Context } from '../../model/context.ts'
import { sourceParser, type SourceParser } from '../tree-sitter.ts'
import { grammarOf, type SyntaxNode } from '../tree.ts'

/** Leaves for whoever looks for calls: what is below them is read from the text. */
const OPAQUE = new Set([
  'identifier',
  'property_identifier',
  'shorthand_property_identifier',
  'shorthand_property_identifier_pattern',
  'type_identifier',
  'number',
  'string',
  'regex',
  'true',
  'false',
  'null',
  'undefined',
  'type_annotation',
  'type_parameters',
  'type_arguments',
  'interface_declaration',
  'type_alias_declaration',
  'jsx_text',
])

/** JavaScript and TypeScript, with JSX: the grammar of TSX reads nearly all of the four. */
const javascript: SourceParser = sourceParser('tree-sitter-tsx.wasm', (language) =>
  grammarOf(language, OPAQUE),
)

export const javascriptGrammar: SourceParser['preparation'] = javascript.preparation

/** Undefined when the grammar was not prepared. Errors in the source are nodes of type `ERROR`. */
export function parseJavascript(text: string, ctx: Context): SyntaxNode | undefined {
  return javascript.parse(text, ctx)
}
