import type { Attribute, AttributeName, Status } from '../model/attribute.ts'
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
    told('source', 'hugging-face', 'declared'),
    ...(organisation ? [told('supplier', organisation, 'declared')] : []),
    told('source-url', page, 'inferred'),
    ...(version === undefined ? [] : [told('download-url', `${page}/tree/${version}`, 'inferred')]),
  ]
}
