import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type * as TreeSitter from 'web-tree-sitter'
import type { Language, Parser } from 'web-tree-sitter'
import type { Context } from '../model/context.ts'
import { overLimit } from '../model/read-error.ts'
import { toSyntax, type Grammar, type SyntaxNode } from './tree.ts'

/** A parser of one language. */
export interface SourceParser {
  /** Compiling WASM is asynchronous, reading is not: it is awaited once per thread, when the first source turns up. */
  readonly preparation: { done(): boolean; run(): Promise<void> }
  /** Undefined when the grammar was not prepared. Errors in the source are nodes of type `ERROR`. */
  parse(text: string, ctx: Context): SyntaxNode | undefined
}

/**
 * Milliseconds for one source text: a hundred times what sound ones take. Recovering from errors takes time that is
 * quadratic in the length of what does not fit.
 */
const PARSE_TIME = 1000
const PARSE_TIME_PER_KIB = 10

type Library = typeof TreeSitter

let runtime: Promise<Library> | undefined

/** One runtime for all languages. */
function startRuntime(): Promise<Library> {
  return (runtime ??= (async () => {
    const library = await import('web-tree-sitter')
    const binary = wasm('./web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm')
    await library.Parser.init({ wasmBinary: await readFile(binary) })
    return library
  })())
}

/** The grammar and the runtime: beside the bundle, or in the packages of a checkout. */
function wasm(name: string, specifier: string): string {
  const beside = fileURLToPath(new URL(name, import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(import.meta.resolve(specifier))
}

/** `file` is the name of the grammar's WASM. */
export function sourceParser(file: string, describe: (language: Language) => Grammar): SourceParser {
  let ready: { readonly parser: Parser; readonly grammar: Grammar } | undefined
  let starting: Promise<void> | undefined
  // A file is read for its dangers and for what it uses, one right after the other: its tree serves both.
  let last: { readonly text: string; readonly tree: SyntaxNode | undefined } | undefined

  async function start(): Promise<void> {
    const library = await startRuntime()
    const binary = wasm(`./${file}`, `@vscode/tree-sitter-wasm/wasm/${file}`)
    const language = await library.Language.load(await readFile(binary))
    ready = { parser: new library.Parser().setLanguage(language), grammar: describe(language) }
  }

  function parse(text: string, ctx: Context): SyntaxNode | undefined {
    if (!ready) return undefined
    const time = PARSE_TIME + Math.ceil(text.length / 1024) * PARSE_TIME_PER_KIB
    const tooSlow = `the source took longer than ${time} ms to parse`
    if (last?.text === text) {
      if (!last.tree) throw overLimit(tooSlow)
      return last.tree
    }
    const { parser, grammar } = ready
    const until = ctx.clock().getTime() + time
    const tree = parser.parse(text, null, { progressCallback: () => ctx.clock().getTime() > until })
    if (!tree) {
      parser.reset()
      last = { text, tree: undefined }
      throw overLimit(tooSlow)
    }
    try {
      const syntax = toSyntax(tree.walk(), grammar, text)
      last = { text, tree: syntax }
      return syntax
    } finally {
      tree.delete()
    }
  }

  return { preparation: { done: () => ready !== undefined, run: () => (starting ??= start()) }, parse }
}
