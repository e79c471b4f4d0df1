/** A key of an INI file in the way of Python's `configparser`: indented lines belong to the value above. */
export interface IniValue {
  readonly section: string
  readonly key: string
  /** Lines of the value that hold something, without comments. */
  readonly lines: readonly { readonly text: string; readonly line: number }[]
}

const MAX_VALUES = 20_000

export function iniValues(source: string): readonly IniValue[] {
  const values: { section: string; key: string; lines: { text: string; line: number }[] }[] = []
  let section = ''
  let number = 0
  for (const raw of source.split(/\r\n|[\n\r]/)) {
    number++
    const text = raw.trim()
    if (text === '' || text.startsWith('#') || text.startsWith(';')) continue
    const current = values.at(-1)
    if (/^\s/.test(raw) && current?.section === section) {
      current.lines.push({ text, line: number })
      continue
    }
    const header = /^\[([^\]]{1,200})\]/.exec(text)?.[1]
    if (header !== undefined) {
      section = header.trim()
      continue
    }
    const separator = text.search(/[=:]/)
    if (separator < 1 || values.length >= MAX_VALUES) continue
    const value = text.slice(separator + 1).trim()
    values.push({
      section,
      key: text.slice(0, separator).trim().toLowerCase(),
      lines: value === '' ? [] : [{ text: value, line: number }],
    })
  }
  return values
}
