import type { InventoryItem } from '../../model/component.ts'
import type { ComponentData, ComponentType } from './document.ts'
import { all, first } from './writing.ts'

/** Where in a document an item stands. */
export type Placement = 'component' | 'service' | 'workflow'

const REMOTE: ReadonlySet<string> = new Set(['http', 'sse', 'ws', 'streamable-http'])

export function placeOf(item: InventoryItem): Placement {
  if (item.kind === 'training') return 'workflow'
  if (item.kind === 'service') return 'service'
  return item.kind === 'plugin' && isRemote(item) ? 'service' : 'component'
}

/** Reached over a network, and nothing of it is started here. */
function isRemote(item: InventoryItem): boolean {
  if (first(item, 'command') !== undefined) return false
  return all(item, 'endpoint').length > 0 || all(item, 'transport').some((t) => REMOTE.has(t))
}

/** A model that is called and never held: no bytes of it are there to hash. */
export function isApiModel(item: InventoryItem): boolean {
  if (item.kind !== 'model' || item.artifacts.length > 0) return false
  return all(item, 'source').includes('provider-api') || first(item, 'model-id') !== undefined
}

export function componentType(item: InventoryItem): ComponentType {
  switch (item.kind) {
    case 'model':
      return 'machine-learning-model'
    case 'dataset':
    case 'prompt':
      return 'data'
    case 'package':
      return 'library'
    case 'container':
      return 'container'
    case 'file':
      return 'file'
    default:
      return 'application'
  }
}

/** A template is made into prompts: a definition. All other prompts set how a model behaves: configuration. */
export function dataType(item: InventoryItem): ComponentData['type'] {
  if (item.kind === 'dataset') return 'dataset'
  const type = first(item, 'prompt-type')
  if (type === undefined) return 'other'
  return type === 'template' ? 'definition' : 'configuration'
}
