import { RECORD_SCHEMAS } from '../records.ts'
import type { Elements } from './elements.ts'
import { isRaw, references, text, type Raw } from './values.ts'

type RecordKind = keyof typeof RECORD_SCHEMAS

/** The annotations that this product wrote, by what they record, with the element that each is about. */
export type OwnRecords = Readonly<
  Record<RecordKind, readonly { readonly subject: string; readonly raw: Raw }[]>
>

export function ownRecords(elements: Elements): OwnRecords {
  const records = { bom: [], system: [], item: [], file: [], gap: [] } as {
    [K in RecordKind]: { subject: string; raw: Raw }[]
  }
  for (const annotation of elements.ofType('Annotation')) {
    const raw = statement(annotation)
    const [subject] = references(annotation, 'subject')
    const kind = raw && kindOf(text(raw, 'schema'))
    if (raw && kind && subject !== undefined) records[kind].push({ subject, raw })
  }
  return records
}

function statement(annotation: Raw): Raw | undefined {
  const json = text(annotation, 'statement')
  // Most annotations of others are prose.
  if (json === undefined || !json.startsWith('{"schema":"assay/')) return undefined
  try {
    const value: unknown = JSON.parse(json)
    return isRaw(value) ? value : undefined
  } catch {
    return undefined
  }
}

function kindOf(schema: string | undefined): RecordKind | undefined {
  const kinds = Object.keys(RECORD_SCHEMAS) as RecordKind[]
  return kinds.find((kind) => RECORD_SCHEMAS[kind] === schema)
}
