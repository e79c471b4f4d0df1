import type { Attribute, AttributeName, Status } from '../model/attribute.ts'
import type { Draft } from './draft.ts'

/** What a name on the hub tells. Addresses are concluded: neither caches nor code say which hub it was. */
export function hubAttributes({ kind, registry, name, version, evidence: seen }: Draft): Attribute[] {
  const [evidence] = seen
  if (registry !== 'hugging-face' || !evidence || (kind !== 'model' && kind !== 'dataset')) return []
  const attribute = (name: AttributeName, value: string, status: Status): Attribute => ({
    name,
    value,
    status,
    evidence,
  })
  const page = `https://huggingface.co/${kind === 'dataset' ? 'datasets/' : ''}${name}`
  const [organisation] = name.includes('/') ? name.split('/') : []
  return [
    attribute('source', 'hugging-face', 'declared'),
    ...(organisation ? [attribute('supplier', organisation, 'declared')] : []),
    attribute('source-url', page, 'inferred'),
    ...(version === undefined ? [] : [attribute('download-url', `${page}/tree/${version}`, 'inferred')]),
  ]
}
