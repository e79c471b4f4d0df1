import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Parser } from 'web-tree-sitter'
import type { Context } from '../../model/context.ts'
import { overLimit } from '../../model/read-error.ts'
import { grammarOf, toSyntax, type Grammar, type SyntaxNode } from './syntax.ts'

let ready: { readonly parser: Parser; readonly grammar: Grammar } | undefined
let starting: Promise<void> | undefined

/** Milliseconds for one source text. */
const PARSE_TIME = 20_000

/** The grammar and the runtime: beside the bundle, or in the packages of a checkout. */
function wasm(name: string, specifier: string): string {
  const beside = fileURLToPath(new URL(name, import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(import.meta.resolve(specifier))
}

async function start(): Promise<void> {
  const { Language, Parser: TreeSitter } = await import('web-tree-sitter')
  const runtime = wasm('./web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm')
  await TreeSitter.init({ wasmBinary: await readFile(runtime) })
  const language = wasm('./tree-sitter-python.wasm', '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm')
  const python = await Language.load(await readFile(language))
  ready = { parser: new TreeSitter().setLanguage(python), grammar: grammarOf(python) }
}

/** Compiling WASM is asynchronous, reading is not: it is awaited once per thread, when the first source turns up. */
export const pythonGrammar: { done(): boolean; run(): Promise<void> } = {
  done: () => ready !== undefined,
  run: () => (starting ??= start()),
}

/** A file is read for its dangers and for what it uses, one right after the other: its tree serves both. */
let last: { readonly text: string; readonly tree: SyntaxNode } | undefined

/** Undefined when the grammar was not prepared. Errors in the source are nodes of type `ERROR`. */
export function parsePython(text: string, ctx: Context): SyntaxNode | undefined {
  if (!ready) return undefined
  if (last?.text === text) return last.tree
  const { parser, grammar } = ready
  const until = ctx.clock().getTime() + PARSE_TIME
  const tree = parser.parse(text, null, { progressCallback: () => ctx.clock().getTime() > until })
  if (!tree) {
    parser.reset()
    throw overLimit(`the source took longer than ${PARSE_TIME} ms to parse`)
  }
  try {
    const syntax = toSyntax(tree.walk(), grammar, text)
    last = { text, tree: syntax }
    return syntax
  } finally {
    tree.delete()
  }
}
