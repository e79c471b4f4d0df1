/** Records of an extended header, `length key=value\n`; what does not parse ends it. Python's tarfile stops there as well. */
export function paxRecords(data: Buffer): Map<string, string> {
  const records = new Map<string, string>()
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(0x20, at)
    if (space < 0 || space - at > 20) break
    const length = Number(data.toString('latin1', at, space))
    if (!Number.isSafeInteger(length) || length < space - at + 2 || at + length > data.length) break
    const record = data.subarray(space + 1, at + length - 1)
    const equals = record.indexOf(0x3d)
    if (equals > 0) records.set(record.toString('utf8', 0, equals), record.toString('utf8', equals + 1))
    at += length
  }
  return records
}

export function paxSize(records: ReadonlyMap<string, string>, key: string): number | undefined {
  const value = records.get(key)
  if (value === undefined || !/^\d+$/.test(value)) return undefined
  const size = Number(value)
  return Number.isSafeInteger(size) ? size : undefined
}
