import { isArray, isObject, member, type JsonValue } from '../../../bytes/json.ts'
import { attribute, evidenceAt, stated } from '../../../syntax/stated.ts'
import type { Description } from './description.ts'
import { positiveInteger } from './transformers.ts'

/** `tokenizer_config.json`. */
export function describeTokenizer(root: JsonValue, path: string): Description | undefined {
  const tokenizer = member(root, 'tokenizer_class')
  if (typeof tokenizer?.value !== 'string' || member(root, 'model_type') || member(root, 'architectures'))
    return undefined
  return {
    evidence: evidenceAt(path, tokenizer.line, `configures ${tokenizer.value.slice(0, 100)}`),
    attributes: [
      ...stated('hyperparameter', tokenizer, path, { key: 'tokenizer_class' }),
      ...stated('hyperparameter', member(root, 'model_max_length'), path, {
        key: 'model_max_length',
        as: positiveInteger,
      }),
    ],
    relations: [],
  }
}

/** `model_index.json` of a diffusers pipeline, and the configuration of one of its parts. */
export function describePipeline(root: JsonValue, path: string): Description | undefined {
  const cls = member(root, '_class_name')
  if (typeof cls?.value !== 'string' || !isObject(root)) return undefined
  const evidence = evidenceAt(path, cls.line, `configures ${cls.value.slice(0, 100)}`)
  const parts = root.members.filter(
    (m) => !m.key.startsWith('_') && isArray(m.value) && m.value.items.length === 2,
  )
  const whole = parts.length > 0 || cls.value.endsWith('Pipeline')
  // A part is not the model: its class says nothing of the pipeline that it lies in.
  if (!whole) return undefined
  return {
    evidence,
    attributes: [...stated('architecture', cls, path), ...attribute('library', 'diffusers', evidence)],
    relations: [],
  }
}

/** The index of shards: newer writers count the weights. */
export function describeIndex(root: JsonValue, path: string): Description | undefined {
  const map = member(root, 'weight_map')
  if (!isObject(map?.value)) return undefined
  const count = member(member(root, 'metadata')?.value, 'total_parameters')
  return {
    evidence: evidenceAt(path, map.line, 'lists the shards of the model'),
    attributes: stated('parameters', count, path, { as: positiveCount }),
    relations: [],
  }
}

function positiveCount(text: string): string | undefined {
  return /^[1-9]\d{0,15}$/.test(text) ? text : undefined
}
