import type { Attribute, AttributeName } from '../../model/attribute.ts'
import type { Evidence } from '../../model/finding.ts'
import type { SightedRelation } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { attribute } from '../../syntax/stated.ts'

const FIELDS: readonly (readonly [key: string, name: AttributeName])[] = [
  ['modelspec.architecture', 'architecture'],
  ['modelspec.author', 'author'],
  ['modelspec.license', 'license'],
  ['modelspec.description', 'description'],
  ['modelspec.implementation', 'library'],
]

interface Said {
  readonly attributes: readonly Attribute[]
  readonly relations: readonly SightedRelation[]
}

/** The ModelSpec keys that image model tools write. Its hash is not one of the file, so it is left out. */
export function modelSpec(metadata: Readonly<Record<string, string>>, at: (says: string) => Evidence): Said {
  const read = (key: string): string | undefined =>
    Object.hasOwn(metadata, key) && metadata[key]?.trim() !== '' ? metadata[key]?.trim() : undefined
  const attributes = FIELDS.flatMap(([key, name]) =>
    attribute(name, read(key) ?? null, at(`is stated by ${key}`)),
  )
  const resolution = attribute(
    'hyperparameter',
    read('modelspec.resolution') ?? null,
    at('is stated by modelspec.resolution'),
    { key: 'resolution' },
  )
  // Names of files, as the merging tool had them.
  const merged = (read('modelspec.merged_from') ?? '').split(',').slice(0, 20)
  const relations = merged.flatMap((name): SightedRelation[] => {
    const to = modelReference(name, { kind: 'model' })
    if (!to) return []
    return [
      {
        kind: 'derived-from',
        to: to.by === 'path' ? { by: 'name', kind: 'model', registry: 'path', name: name.trim() } : to,
      },
    ]
  })
  const role = /\/(?:lora|lycoris|lokr|loha|textual-inversion|control-?net)/i.test(
    read('modelspec.architecture') ?? '',
  )
  return {
    attributes: [
      ...attributes,
      ...resolution,
      ...(role ? attribute('role', 'adapter', at('is stated by modelspec.architecture')) : []),
    ],
    relations,
  }
}
