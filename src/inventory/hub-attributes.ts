import type { Attribute, AttributeName, Status } from '../model/attribute.ts'
import { familyAttributes } from '../names/model-family.ts'
import type { Draft } from './draft.ts'

/** What a name on the hub tells. Addresses are concluded: neither caches nor code say which hub it was. */
export function hubAttributes({ kind, registry, name, version, evidence: seen }: Draft): Attribute[] {
  const [evidence] = seen
  if (registry !== 'hugging-face' || !evidence || (kind !== 'model' && kind !== 'dataset')) return []
  const told = (attribute: AttributeName, value: string, status: Status): Attribute => ({
    name: attribute,
    value,
    status,
    evidence,
  })
  const page = `https://huggingface.co/${kind === 'dataset' ? 'datasets/' : ''}${name}`
  const [organisation] = name.includes('/') ? name.split('/') : []
  return [
    told('source', 'hugging-face', 'inferred'),
    ...(organisation ? [told('supplier', organisation, 'inferred')] : []),
    told('source-url', page, 'inferred'),
    ...(version === undefined ? [] : [told('download-url', `${page}/tree/${version}`, 'inferred')]),
  ]
}

/**
 * What a public name says of family and variant, whoever mentions it. Names of folders are anybody's choice and
 * say nothing.
 */
export function nameAttributes({ kind, registry, name, evidence: seen, attributes }: Draft): Attribute[] {
  const [evidence] = seen
  if (kind !== 'model' || registry === undefined || !evidence) return []
  const known = new Set(attributes.map((a) => `${a.name} ${a.value.toLowerCase()}`))
  return familyAttributes({ name }, evidence).filter((a) => !known.has(`${a.name} ${a.value.toLowerCase()}`))
}
