import type { ModelIdentity } from './facts.ts'
import type { MetadataValue } from '../../tensors/gguf/facts.ts'
import { fileTypeName } from '../../tensors/gguf/tensor-types.ts'

const MAX_BASES = 100

/** Picks what a bill of materials needs from the metadata. Untrusted text. */
export function modelIdentity(metadata: Readonly<Record<string, MetadataValue>>): ModelIdentity {
  const architecture = text(metadata, 'general.architecture')
  const name = text(metadata, 'general.name')
  const license = text(metadata, 'general.license')
  const fileType = number(metadata, 'general.file_type')
  const index = number(metadata, 'split.no')
  const count = number(metadata, 'split.count')
  return {
    ...(architecture !== undefined && { architecture }),
    ...(name !== undefined && { name }),
    ...(license !== undefined && { license }),
    ...(fileType !== undefined && { quantisation: fileTypeName(fileType) }),
    bases: baseModels(metadata),
    sources: [
      'general.source.url',
      'general.source.repo_url',
      'general.source.huggingface.repository',
      'general.repo_url',
      'general.url',
    ].flatMap((key) => text(metadata, key) ?? []),
    ...(index !== undefined && count !== undefined && { shard: { index, count } }),
  }
}

function baseModels(metadata: Readonly<Record<string, MetadataValue>>): string[] {
  const count = Math.min(number(metadata, 'general.base_model.count') ?? 0, MAX_BASES)
  return Array.from({ length: count }, (_, i) => i).flatMap((i) => {
    const prefix = `general.base_model.${i}`
    return (
      text(metadata, `${prefix}.repo_url`) ??
      text(metadata, `${prefix}.url`) ??
      text(metadata, `${prefix}.name`) ??
      []
    )
  })
}

function text(metadata: Readonly<Record<string, MetadataValue>>, key: string): string | undefined {
  const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined
  return typeof value === 'string' ? value : undefined
}

export function number(metadata: Readonly<Record<string, MetadataValue>>, key: string): number | undefined {
  const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined
  return typeof value === 'number' ? value : undefined
}
