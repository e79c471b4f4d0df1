import type { InventoryItem } from '../../model/component.ts'
import type { FieldChange, ItemChange } from './change.ts'

export interface ChangedItem {
  readonly change: ItemChange['change']
  readonly item: InventoryItem
  readonly fields: readonly FieldChange[]
}

/** Why a change matters to those who answer for security, one line each. */
export function securityOf({ change, item, fields }: ChangedItem): string[] {
  if (change === 'removed') return []
  if (change === 'added') return addedReasons(item)
  return [...new Set([...sameVersionReasons(fields), ...fields.flatMap((f) => fieldReasons(item, f))])]
}

function addedReasons(item: InventoryItem): string[] {
  const has = (name: string, value?: string): boolean =>
    item.attributes.some((a) => a.name === name && (value === undefined || a.value === value))
  const reasons: string[] = []
  if (item.kind === 'plugin') reasons.push('a new plugin acts with the permissions of its user')
  if (has('service-type', 'mcp-server')) reasons.push('a new remote server is given what the model sees')
  if (has('service-type', 'model-api')) reasons.push('a new provider receives prompts')
  if (item.kind === 'prompt') reasons.push('new instructions steer the model')
  if (item.kind === 'model') reasons.push('a new model is used')
  if (has('pinned', 'false')) reasons.push('its id is an alias that can move to another model')
  if (has('commit') && !has('registry')) reasons.push('comes from version control, not from an index')
  if (item.kind === 'package' && item.version !== undefined && item.distributions.length > 0)
    if (item.distributions.every((d) => d.hashes.length === 0)) reasons.push('is not pinned by a hash')
  return reasons
}

/** Bytes that change under one version: a republished release, a moved tag, a tampered file. */
function sameVersionReasons(fields: readonly FieldChange[]): string[] {
  if (fields.some((f) => f.field === 'version')) return []
  return fields.flatMap(({ field, before, after }) => {
    if (field.startsWith('file ') && before !== undefined && after !== undefined)
      return [`the bytes of ${field.slice('file '.length)} changed and its version did not`]
    if (field.startsWith('file ') && after !== undefined) return ['a file came in and the version stayed']
    if (field === 'distribution' && after !== undefined)
      return ['the hashes of its distributions changed and its version did not']
    return []
  })
}

const WATCHED: Readonly<Record<string, string>> = {
  registry: 'is taken from another index',
  source: 'comes from another source',
  'source-url': 'comes from another address',
  'download-url': 'is downloaded from another address',
  supplier: 'is published by somebody else',
  endpoint: 'talks to another address',
  command: 'starts another program',
  argument: 'is started with other arguments',
  environment: 'is handed other environment variables',
  transport: 'is reached in another way',
  authenticated: 'is authenticated differently',
  pinned: 'is pinned differently',
  'model-id': 'is another model',
  commit: 'is taken from another commit',
  editable: 'is installed from a working copy now, or no longer',
  tag: 'is another image',
  flag: 'is started with other options',
  'derived-from': 'is derived from another model',
  'trained-on': 'was trained on other data',
  md5: 'has other content',
}

/** Text of the field is the verdict, then on whose word. */
function checksumReasons(before: string | undefined, after: string | undefined): string[] {
  if (after?.startsWith('mismatch')) return ['its checksum does not match any more']
  if (before?.startsWith('verified') && !after?.startsWith('verified'))
    return ['nobody independent vouches for its bytes any more']
  return after?.startsWith('unpublished') ? ['nobody has published a checksum of its bytes'] : []
}

function fieldReasons(item: InventoryItem, { field, before, after }: FieldChange): string[] {
  const name = field.split(' ')[0]!
  if (name === 'permission') return after === undefined ? [] : [`is granted ${after}`]
  if (name === 'checksum') return checksumReasons(before, after)
  if (name === 'version') return item.kind === 'package' ? [] : [`changed from ${before ?? 'no version'}`]
  const reason = WATCHED[name]
  return reason === undefined ? [] : [reason]
}
