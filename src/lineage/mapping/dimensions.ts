import type { ModelFiles } from '../files/model-files.ts'

/** What layouts depend on. Of the reference where it says so, else of the candidate. */
export interface Dimensions {
  readonly heads?: number
  readonly kvHeads?: number
  readonly headSize?: number
  /** Values by the names that configurations have for them. */
  number(...names: readonly string[]): number | undefined
  text(...names: readonly string[]): string | undefined
  /** The whole `config.json` of the reference, with what its text model says on top. */
  readonly config: Readonly<Record<string, unknown>>
}

export async function dimensionsOf(candidate: ModelFiles, reference: ModelFiles): Promise<Dimensions> {
  const config = (await configOf(reference)) ?? (await configOf(candidate)) ?? {}
  const metadata = [reference, candidate].find((m) => m.kind === 'gguf')?.metadata ?? {}
  const architecture = String(metadata['general.architecture'] ?? '')
  const own = (key: string): unknown => (Object.hasOwn(config, key) ? config[key] : undefined)
  const number = (...names: readonly string[]): number | undefined =>
    names.map(own).find((value): value is number => typeof value === 'number' && Number.isFinite(value))
  const text = (...names: readonly string[]): string | undefined =>
    names.map(own).find((value): value is string => typeof value === 'string')
  const stated = (name: string): number | undefined => {
    const value = metadata[`${architecture}.${name}`]
    return typeof value === 'number' ? value : undefined
  }
  const heads = size(
    number('num_attention_heads', 'n_head', 'n_heads', 'num_heads') ?? stated('attention.head_count'),
  )
  const kvHeads = size(
    number('num_key_value_heads', 'num_kv_heads', 'n_head_kv', 'multi_query_group_num') ??
      stated('attention.head_count_kv'),
  )
  const hidden = size(number('hidden_size', 'n_embd', 'd_model', 'n_embed') ?? stated('embedding_length'))
  const headSize = size(
    number('head_dim', 'attention_head_dim', 'kv_channels') ??
      (hidden !== undefined && heads !== undefined ? hidden / heads : stated('attention.key_length')),
  )
  return {
    ...(heads !== undefined && { heads }),
    ...(kvHeads !== undefined && { kvHeads }),
    ...(headSize !== undefined && { headSize }),
    number,
    text,
    config,
  }
}

function size(value: number | undefined): number | undefined {
  return value !== undefined && Number.isInteger(value) && value > 0 && value < 1 << 24 ? value : undefined
}

async function configOf(model: ModelFiles): Promise<Readonly<Record<string, unknown>> | undefined> {
  const file = await model.side('config.json')
  if (!file) return undefined
  let config: unknown
  try {
    config = JSON.parse(file.toString('utf8'))
  } catch {
    return undefined
  }
  if (!isRecord(config)) return undefined
  const inner = [config['text_config'], config['llm_config'], config['language_config']].find(isRecord)
  return Object.assign(Object.create(null) as Record<string, unknown>, config, inner)
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
