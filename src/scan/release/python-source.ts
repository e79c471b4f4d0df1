import { nestsTooDeep } from '../../syntax/python/nesting.ts'
import { parsePython } from '../../syntax/python/parser.ts'
import { review } from '../../artifacts/python/review.ts'
import type { Act, PythonFacts } from '../../artifacts/python/facts.ts'
import { python } from '../../artifacts/python/format.ts'
import { decodedSource, withoutLongRuns } from '../../artifacts/python/text.ts'
import type { Context } from '../../model/context.ts'
import type { Format } from '../../model/format.ts'
import { overLimit, ReadError } from '../../model/read-error.ts'
import { codeHandedOn } from './code-handed-on.ts'
import { outlineOf, type Outline } from '../../packages/release/outline.ts'

/** A Python source of an archive: what it can do, and who calls whom in it. */
export interface PythonSource {
  /** Path of the member. */
  readonly path: string
  readonly facts: PythonFacts
  readonly outline: Outline
  /** Different names that cannot be told apart by eye. */
  readonly oddNames: number
}

const MAX_SOURCE = 2 * 1024 * 1024

/** Like the reader of Python sources, keeping who calls whom. Nothing is judged: that takes the whole archive. */
export function sourceReader(keep: (source: PythonSource) => void): Format<unknown> {
  return {
    ...python,
    rules: [],
    *read({ path, bytes }, ctx) {
      if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a source text of ${bytes.size} bytes`)
      const text = bytes
        .read(0, bytes.size)
        .toString('utf8')
        .replace(/^\ufeff/, '')
      const { source, complete } = readSource(path, text, ctx)
      keep(source)
      yield { kind: 'facts', facts: source.facts }
      if (!complete) throw overLimit('the source takes more steps to follow than are allowed')
    },
  }
}

export function readSource(
  path: string,
  raw: string,
  ctx: Context,
): { readonly source: PythonSource; readonly complete: boolean } {
  const text = decodedSource(raw.length > MAX_SOURCE ? withoutLongRuns(raw) : raw)
  if (text.length > MAX_SOURCE) throw overLimit(`a source text of ${text.length} characters`)
  if (nestsTooDeep(text)) throw overLimit('brackets nested deeper than Python reads')
  const tree = parsePython(text, ctx)
  if (!tree) throw new ReadError('unsupported', 'the Python grammar is not loaded')
  const { facts, complete } = review(text, tree, ctx)
  const acts = withCodeHandedOn(facts.acts, ctx)
  const source = { path, facts: { ...facts, acts }, outline: outlineOf(tree, text), oddNames: oddNames(text) }
  return { source, complete }
}

/** Commands may start another interpreter on a text that stands right there. */
function withCodeHandedOn(acts: readonly Act[], ctx: Context): Act[] {
  let left = MAX_HANDED_ON
  return acts.flatMap((act) => {
    const code = left > 0 ? codeHandedOn(act) : undefined
    if (code === undefined || nestsTooDeep(code)) return [act]
    left--
    const tree = parsePython(code, ctx)
    if (!tree) return [act]
    const inner = review(code, tree, ctx).facts.acts.map((a): Act => ({
      ...a,
      at: act.at,
      when: a.when === 'import' || a.when === 'main' ? act.when : a.when,
    }))
    return [act, ...inner]
  })
}

const MAX_HANDED_ON = 20

/** Names that no eye tells apart, as obfuscators make them. */
function oddNames(text: string): number {
  const names =
    text.match(/(?<![\w"'])(?:[Il][Il1]{7,}|O[O0]{7,}|_0x[0-9a-f]{4,}|[IlO_][IlO01_]{11,})(?![\w"'])/g) ?? []
  return new Set(names.filter((name) => /[IlO0x]/.test(name))).size
}
