import { isRecord, type StrictRecord } from '../../bytes/strict-json.ts'

/** Looks into documents that may say anything. */
export function recordIn(record: StrictRecord | undefined, name: string): StrictRecord | undefined {
  const value = valueIn(record, name)
  return isRecord(value) ? value : undefined
}

export function valueIn(record: StrictRecord | undefined, name: string): unknown {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined
}

export function textIn(record: StrictRecord | undefined, name: string): string | undefined {
  const value = valueIn(record, name)
  return typeof value === 'string' ? value : undefined
}

export function listIn(record: StrictRecord | undefined, name: string): readonly unknown[] {
  const value = valueIn(record, name)
  return Array.isArray(value) ? value : []
}

/** The objects in a list; whatever else stands there is passed over. */
export function recordsIn(record: StrictRecord | undefined, name: string): readonly StrictRecord[] {
  return listIn(record, name).filter(isRecord)
}
