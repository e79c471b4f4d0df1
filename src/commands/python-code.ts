import { datasetOfValue } from '../names/dataset-value.ts'
import type { Use } from '../names/model-mention.ts'
import { modelOfValue } from '../names/model-value.ts'

export interface CodeUse {
  readonly use: Use
  /** Lines from the start of the code. */
  readonly offset: number
}

/** Calls that load something by its name, as one-liners of images and notebooks make them. */
const CALL =
  /\b(from_pretrained|snapshot_download|hf_hub_download|SentenceTransformer|CrossEncoder|HuggingFaceEmbeddings?|HuggingFaceBgeEmbeddings|FastEmbedEmbeddings|TextEmbedding|WhisperModel|FlagModel|BGEM3FlagModel|pipeline|load_dataset|spacy\.load|LLM)\s*\(([^()]{0,600})/g
/** Before a string: the name of its parameter. */
const ARGUMENT = /(?:^|,)\s*(?:(\w+)\s*=\s*)?(?:r|u)?(["'])([^"'\n]{1,200})\2/g
const NAMES = new Set([
  'repo_id',
  'model',
  'model_name',
  'model_id',
  'model_name_or_path',
  'pretrained_model_name_or_path',
  'path',
  'model_size_or_path',
])
const MAX_CODE = 64 * 1024
const MAX_USES = 100

/** What a piece of Python loads that stands in a command: read by its words, for it is rarely more than a line or two. */
export function pythonCodeUses(code: string): CodeUse[] {
  const out: CodeUse[] = []
  for (const call of code.slice(0, MAX_CODE).matchAll(CALL)) {
    const [, name = '', written = ''] = call
    if (out.length >= MAX_USES) break
    const given = Array.from(written.matchAll(ARGUMENT), (m) => ({ key: m[1], value: m[3]! }))
    const positional = given.filter((g) => g.key === undefined)
    const value =
      given.find((g) => g.key !== undefined && NAMES.has(g.key))?.value ??
      positional[name === 'pipeline' ? 1 : 0]?.value
    if (value === undefined) continue
    const revision = given.find((g) => g.key === 'revision')?.value
    const type = given.find((g) => g.key === 'repo_type')?.value
    const says = `is loaded by ${name} in a command`
    const offset = code.slice(0, call.index).split('\n').length - 1
    if (name === 'load_dataset' || type === 'dataset') {
      const thing = datasetOfValue(value, true)
      if (thing)
        out.push({
          use: { thing: { ...thing, ...(revision && { revision }) }, says, status: 'declared' },
          offset,
        })
      continue
    }
    const thing = modelOfValue(value, { provider: 'hugging-face' })
    if (thing?.kind !== 'hub') continue
    const role = /Embed|SentenceTransformer|FlagModel/.test(name)
      ? 'embedding'
      : name === 'CrossEncoder'
        ? 'reranker'
        : undefined
    out.push({
      use: {
        thing: { ...thing, ...(revision && { revision }) },
        says,
        status: 'declared',
        ...(role && { role }),
      },
      offset,
    })
  }
  return out
}

const DOCUMENT = /\bpython[\d.]*\s*(?:-\s*)?<<-?\s*(["']?)(\w+)\1[^\n]*\n/g

/** Python between `python <<EOF` and its end, with the line that it starts on, from zero. */
export function pythonDocuments(script: string): { readonly code: string; readonly line: number }[] {
  const out: { code: string; line: number }[] = []
  for (const start of script.matchAll(DOCUMENT)) {
    const from = start.index + start[0].length
    const end = new RegExp(`^\\s*${start[2]!}\\s*$`, 'm').exec(script.slice(from))
    out.push({
      code: script.slice(from, end ? from + end.index : undefined),
      line: script.slice(0, from).split('\n').length - 1,
    })
    if (out.length >= 50) break
  }
  return out
}
