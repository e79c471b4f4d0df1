import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type * as TreeSitter from 'web-tree-sitter'
import type { Language, Parser, Tree } from 'web-tree-sitter'
import type { Context } from '../model/context.ts'
import { overLimit, ReadError } from '../model/read-error.ts'
import { createWasmState, type WasmState } from './wasm-state.ts'
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

interface Runtime {
  readonly library: typeof TreeSitter
  readonly state: WasmState
}

let runtime: Promise<Runtime> | undefined

/** One runtime for all languages. */
function startRuntime(): Promise<Runtime> {
  return (runtime ??= (async () => {
    const library = await import('web-tree-sitter')
    const binary = wasm('./web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm')
    const state = createWasmState(await readFile(binary))
    await library.Parser.init(state.options)
    state.enlargeStack()
    return { library, state }
  })())
}

/** The grammar and the runtime: beside the bundle, or in the packages of a checkout. */
function wasm(name: string, specifier: string): string {
  const beside = fileURLToPath(new URL(name, import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(import.meta.resolve(specifier))
}

/** `file` is the name of the grammar's WASM. */
export function sourceParser(file: string, describe: (language: Language) => Grammar): SourceParser {
  let ready: { readonly parser: Parser; readonly grammar: Grammar; readonly state: WasmState } | undefined
  let starting: Promise<void> | undefined
  // A file is read for its dangers and for what it uses, one right after the other: its tree serves both.
  let last: { readonly text: string; readonly tree: SyntaxNode | ReadError } | undefined

  async function start(): Promise<void> {
    const { library, state } = await startRuntime()
    const binary = wasm(`./${file}`, `@vscode/tree-sitter-wasm/wasm/${file}`)
    const language = await library.Language.load(await readFile(binary))
    ready = { parser: new library.Parser().setLanguage(language), grammar: describe(language), state }
    state.remember()
  }

  function parse(text: string, ctx: Context): SyntaxNode | undefined {
    if (!ready) return undefined
    const time = PARSE_TIME + Math.ceil(text.length / 1024) * PARSE_TIME_PER_KIB
    if (last?.text === text) {
      if (last.tree instanceof ReadError) throw last.tree
      return last.tree
    }
    const { parser, grammar, state } = ready
    const until = ctx.clock().getTime() + time
    let tree: Tree | null = null
    try {
      tree = parser.parse(text, null, { progressCallback: () => ctx.clock().getTime() > until })
      if (!tree) throw overLimit(`the source took longer than ${time} ms to parse`)
      const syntax = toSyntax(tree.walk(), grammar, text)
      tree.delete()
      last = { text, tree: syntax }
      return syntax
    } catch (error) {
      forget(tree)
      state.restore()
      const said = error instanceof Error ? error.message : ''
      const failure =
        error instanceof ReadError ? error : overLimit(`the source is too deep to parse: ${said}`)
      last = { text, tree: failure }
      throw failure
    }
  }

  return { preparation: { done: () => ready !== undefined, run: () => (starting ??= start()) }, parse }
}

/** Whatever is left of it: nothing may free it once more when it is collected. */
function forget(tree: Tree | null): void {
  try {
    tree?.delete()
  } catch {
    // The runtime is about to go back to where there was no tree.
  }
}
