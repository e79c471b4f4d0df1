import type { Subject } from '../../model/sighting.ts'
import { datasetSubjects } from './dataset-name.ts'
import { referenceOf } from './reference.ts'
import { argumentTexts, onlyText, type Seen } from './seen.ts'
import { eachOf, type Call, type Text, type Value } from './value.ts'

const MAX_DEPTH = 12
/** Values looked at for one question. */
const MAX_VALUES = 400

/** What a value was loaded from: `get_peft_model(AutoModel.from_pretrained("a/b"))` leads to `a/b`. */
export function originsOf(
  value: Value,
  kind: 'model' | 'dataset',
  seen: Seen,
  depth = 0,
  budget: { left: number } = { left: MAX_VALUES },
): Subject[] {
  if (depth > MAX_DEPTH || budget.left-- <= 0) return []
  const next = (v: Value): Subject[] => originsOf(v, kind, seen, depth + 1, budget)
  switch (value.kind) {
    case 'choice':
      return value.of.flatMap(next)
    case 'text':
      return depth === 0 && kind === 'model' ? named([value], kind, seen) : []
    case 'member':
      return next(value.of)
    case 'list':
      return value.items.slice(0, 8).flatMap(next)
    case 'dict':
      return [...value.entries.values()].slice(0, 8).flatMap(next)
    case 'instance':
      return ofCall(value.call, kind, seen, next)
    default:
      return []
  }
}

function ofCall(
  call: Call,
  kind: 'model' | 'dataset',
  seen: Seen,
  next: (value: Value) => Subject[],
): Subject[] {
  const last = call.name.split('.').at(-1) ?? ''
  const inner: Seen = { ...seen, call, last, before: call.name.slice(0, -last.length - 1) }
  if (kind === 'dataset' && /^(?:load_dataset|load_from_disk)$/.test(last)) return datasetSubjects(inner)
  if (kind === 'model' && /^(?:from_pretrained|from_single_file)$/.test(last)) {
    const revision = onlyText(inner, ['revision'])
    const texts = argumentTexts(
      inner,
      ['pretrained_model_name_or_path', 'model_name', 'model_name_or_path', 'model_id'],
      0,
    )
    const found = texts.flatMap((t) => referenceOf(t, { kind, path: seen.path, revision })?.subject ?? [])
    if (found.length > 0) return found
  }
  if (kind === 'model' && /^(?:SentenceTransformer|CrossEncoder|LLM|pipeline)$/.test(last))
    return named(
      argumentTexts(inner, ['model', 'model_name_or_path', 'model_name'], last === 'pipeline' ? 1 : 0),
      kind,
      seen,
    )
  const found = call.callee.kind === 'member' ? next(call.callee.of) : []
  if (found.length > 0) return found
  return call.positional.slice(0, 2).flatMap((p) => {
    const value = seen.evaluator.valueOf(p, call.scope)
    return eachOf(value).some((v) => v.kind === 'text') ? [] : next(value)
  })
}

function named(texts: readonly Text[], kind: 'model' | 'dataset', seen: Seen): Subject[] {
  return texts.flatMap((t) => referenceOf(t, { kind, path: seen.path })?.subject ?? [])
}
