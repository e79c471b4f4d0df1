import { posix } from 'node:path'
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../../bytes/json.ts'
import type { Attribute } from '../../../model/attribute.ts'
import { attribute, evidenceAt, stated, textOf } from '../../../syntax/stated.ts'
import type { Description } from './description.ts'
import { positiveInteger } from './transformers.ts'

/** `modules.json`: the parts that a text goes through until it is a vector. */
export function describeModules(root: JsonValue, path: string): Description | undefined {
  if (!isArray(root) || root.items.length > 100) return undefined
  const types = root.items.flatMap((item) => {
    const type = member(item, 'type')
    return typeof type?.value === 'string' && type.value.startsWith('sentence_transformers.')
      ? [{ line: type.line, name: type.value }]
      : []
  })
  const [start] = types
  if (start === undefined) return undefined
  const evidence = evidenceAt(path, start.line, 'lists the modules of a sentence-transformers model')
  const names = types.map((t) => t.name.split('.').at(-1) ?? '')
  const normalize = types.find((t) => t.name.endsWith('.Normalize'))
  const vectors = names.some(
    (name) => name === 'Pooling' || name === 'Normalize' || name === 'StaticEmbedding',
  )
  return {
    evidence,
    attributes: [
      ...attribute('library', 'sentence-transformers', evidence),
      ...(vectors
        ? [...attribute('role', 'embedding', evidence), ...attribute('task', 'feature-extraction', evidence)]
        : []),
      ...(vectors
        ? attribute(
            'normalize',
            normalize !== undefined,
            evidenceAt(
              path,
              (normalize ?? start).line,
              normalize ? 'ends in a Normalize module' : 'has no Normalize module',
            ),
          )
        : []),
    ],
    relations: [],
  }
}

/** How `1_Pooling/config.json` of old spells the modes. */
const MODES: readonly (readonly [key: string, mode: string])[] = [
  ['pooling_mode_cls_token', 'cls'],
  ['pooling_mode_mean_tokens', 'mean'],
  ['pooling_mode_max_tokens', 'max'],
  ['pooling_mode_mean_sqrt_len_tokens', 'mean_sqrt_len'],
  ['pooling_mode_weightedmean_tokens', 'weightedmean'],
  ['pooling_mode_lasttoken', 'lasttoken'],
]

export function isPooling(root: JsonValue): root is JsonObject {
  return (
    isObject(root) &&
    root.members.some((m) => m.key === 'word_embedding_dimension' || m.key === 'embedding_dimension') &&
    root.members.some((m) => m.key.startsWith('pooling_mode'))
  )
}

/** `1_Pooling/config.json`. */
export function describePooling(root: JsonValue, path: string): Description | undefined {
  if (!isPooling(root)) return undefined
  const dimension = member(root, 'word_embedding_dimension') ?? member(root, 'embedding_dimension')
  const on = MODES.filter(([key]) => member(root, key)?.value === true)
  const size = Number(textOf(dimension?.value))
  // Several modes are laid side by side in one vector.
  const width = Number.isSafeInteger(size) ? String(size * Math.max(1, on.length)) : undefined
  const evidence = evidenceAt(path, dimension?.line, 'sets how token vectors become one')
  return {
    evidence,
    attributes: [
      ...attribute('role', 'embedding', evidence),
      ...stated('dimension', dimension, path, { as: () => width && positiveInteger(width) }),
      ...on.flatMap(([key, mode]) => stated('pooling', member(root, key), path, { as: () => mode })),
      ...stated('pooling', member(root, 'pooling_mode'), path),
    ],
    relations: [],
  }
}

const ROLES: ReadonlyMap<string, string> = new Map([
  ['SentenceTransformer', 'embedding'],
  ['SparseEncoder', 'embedding'],
  ['CrossEncoder', 'reranker'],
])

/** `config_sentence_transformers.json`, `sentence_bert_config.json`. */
export function describeSentenceConfig(root: JsonValue, path: string): Description | undefined {
  const name = posix.basename(path)
  const versions = member(root, '__version__')
  const library = member(versions?.value, 'sentence_transformers')
  const evidence = evidenceAt(path, library?.line ?? 1, 'configures a sentence-transformers model')
  if (library !== undefined) {
    const role = ROLES.get(textOf(member(root, 'model_type')?.value) ?? 'SentenceTransformer')
    return {
      evidence,
      attributes: [
        ...attribute('library', 'sentence-transformers', evidence),
        ...attribute('role', role ?? null, evidence),
        ...similarity(root, path),
      ],
      relations: [],
    }
  }
  if (name !== 'sentence_bert_config.json') return undefined
  const length = member(root, 'max_seq_length')
  return {
    evidence,
    attributes: stated('hyperparameter', length, path, { key: 'max_seq_length' }),
    relations: [],
  }
}

function similarity(root: JsonValue, path: string): Attribute[] {
  return stated('hyperparameter', member(root, 'similarity_fn_name'), path, { key: 'similarity_fn_name' })
}
