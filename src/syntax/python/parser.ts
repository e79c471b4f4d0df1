import type { Context } from '../../model/context.ts'
import { sourceParser, type SourceParser } from '../tree-sitter.ts'
import { pythonGrammarOf, type SyntaxNode } from './syntax.ts'

const python: SourceParser = sourceParser('tree-sitter-python.wasm', pythonGrammarOf)

export const pythonGrammar: SourceParser['preparation'] = python.preparation

/** Undefined when the grammar was not prepared. Errors in the source are nodes of type `ERROR`. */
export function parsePython(text: string, ctx: Context): SyntaxNode | undefined {
  return python.parse(text, ctx)
}
