import { posix } from 'node:path'
import type { Discoverer } from '../../model/discoverer.ts'
import { overLimit } from '../../model/read-error.ts'
import { mention, sightingOf, type AttributeDraft, type Mention } from '../../names/mention.ts'
import { useMentions } from '../../names/model-mention.ts'
import { modelOfValue } from '../../names/model-value.ts'
import { serviceMention } from '../../commands/mentions.ts'

const MAX_FILE = 1024 * 1024

/** Triton's description of one model of its repository, in the text form of protocol buffers. */
export const tritonModel: Discoverer<readonly Mention[]> = {
  id: 'triton-model',
  title: 'Triton model configuration',
  claims: ({ name, text }) =>
    /^config(?:\.[\w-]+)?\.pbtxt$/.test(name) &&
    text !== undefined &&
    /\b(?:backend|platform|input|instance_group|max_batch_size|ensemble_scheduling)\b/.test(text),
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_FILE, ctx.limits.structureBytes))
      throw overLimit(`a configuration of ${bytes.size} bytes`)
    yield { kind: 'facts', facts: modelMentions(bytes.read(0, bytes.size).toString('utf8'), path) }
  },
  *sightings(mentions, path) {
    for (const seen of mentions) yield sightingOf(seen, path)
  },
}

interface Field {
  readonly key: string
  readonly value: string
  readonly line: number
  readonly depth: number
}

const MAX_FIELDS = 5_000
/** Texts end with their line at the latest, and words have one start: otherwise time is quadratic in a long line. */
const TOKEN =
  /#.*$|"((?:[^"\\]+|\\.?)*)(?:"|$)|(?<![\w.])([\w.]+)\s*:\s*(?:"((?:[^"\\]+|\\.?)*)(?:"|$)|([\w.+-]+))?|[{}]/g

/** Fields of texts and words with how deep they lie. */
function fieldsOf(text: string): Field[] {
  const out: Field[] = []
  let depth = 0
  for (const [i, raw] of text.split('\n').entries()) {
    const tokens = raw.matchAll(TOKEN)
    for (const t of tokens) {
      if (t[0].startsWith('#')) break
      if (t[0] === '{') depth++
      else if (t[0] === '}') depth--
      else if (t[2] !== undefined && (t[3] ?? t[4]) !== undefined && out.length < MAX_FIELDS)
        out.push({ key: t[2], value: t[3] ?? t[4]!, line: i + 1, depth })
    }
  }
  return out
}

function modelMentions(text: string, path: string): Mention[] {
  const fields = fieldsOf(text)
  const top = (key: string): Field | undefined => fields.find((f) => f.key === key && f.depth === 0)
  const folder = posix.dirname(path)
  const attributes: AttributeDraft[] = []
  const library = top('backend') ?? top('platform')
  if (library) attributes.push({ name: 'library', value: library.value })
  const batch = top('max_batch_size')
  if (batch) attributes.push({ name: 'hyperparameter', key: 'max_batch_size', value: batch.value })
  const line = top('name')?.line ?? library?.line ?? 1
  // Steps of an ensemble are models in folders beside this one.
  const steps = fields.filter((f) => f.key === 'model_name' && f.depth > 0 && /^[\w.-]+$/.test(f.value))
  const repository = posix.dirname(folder)
  const relations = steps.map((step) => ({
    kind: 'depends-on' as const,
    to: { by: 'path' as const, kind: 'model' as const, path: posix.join(repository, step.value) },
  }))
  const subject = { by: 'path' as const, kind: 'model' as const, path: folder }
  const own =
    folder === '.' ? [] : [mention(subject, line, 'is configured for Triton', attributes, relations)]
  return [
    ...own,
    serviceMention(
      { title: 'NVIDIA Triton Inference Server', type: 'inference-server' },
      line,
      'is told to serve a model',
      folder === '.' ? [] : [{ kind: 'depends-on', to: subject }],
    ),
    ...parameters(fields),
  ]
}

/** `parameters { key: "model_id" value { string_value: "org/name" } }` of Python backends. */
function parameters(fields: readonly Field[]): Mention[] {
  return fields.flatMap((field, i) => {
    if (
      field.key !== 'key' ||
      !/model|tokenizer_dir|engine/i.test(field.value) ||
      /tokenizer|type|path$/i.test(field.value)
    )
      return []
    const value = fields[i + 1]
    if (value?.key !== 'string_value') return []
    const thing = modelOfValue(value.value, { sure: true })
    return thing?.kind === 'hub'
      ? useMentions({ thing, says: 'is a parameter of a Triton model', status: 'declared' }, value.line)
      : []
  })
}
