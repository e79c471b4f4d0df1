import { labelled, type Labelled } from './algorithm.ts'
import { baseName, checkedName } from './file-name.ts'
import type { Gathering } from './gathering.ts'
import { readLine, type Line } from './line.ts'

export interface TextLine {
  readonly text: string
  /** Counted from one. */
  readonly line: number
}

const COMMENT = /^\s*(?:#|;|\/\/|untrusted comment:|trusted comment:)/
/** What PowerShell writes above its table, whose paths have backslashes. */
const TABLE_HEAD = /^\s*Algorithm\s+Hash\s+Path\s*$|^[\s-]+$/i
const LONG_HEX = /(?<!\w)(?:[0-9A-Fa-f]{32}){2,4}(?!\w)/
const FIELD = /^\s*([A-Za-z][\w -]{0,30}?)\s{0,30}[:=]\s*(\S.*)$/
const NAME_FIELD = /^(?:file ?name|file|path|name|asset)$/i
const DIGEST_FIELD = /^(?:hash|digest|checksum|hex|sum)$/i

export function linesOf(text: string, first = 1): TextLine[] {
  return text.split(/\r\n|\n|\r/).map((line, i) => ({ text: line, line: first + i }))
}

/**
 * Share of the lines that lists of checksums are made of. What is prose for the most part is a page, whatever else
 * stands in it.
 */
export function isList(lines: readonly TextLine[]): boolean {
  let named = 0
  let bare = 0
  let other = 0
  for (const { text } of lines) {
    if (text.trim() === '' || COMMENT.test(text) || TABLE_HEAD.test(text)) continue
    const { is } = readLine(text)
    const field = is === 'other' ? FIELD.exec(text.slice(0, 200))?.[1] : undefined
    if (is === 'digest') named++
    else if (is === 'bare') bare++
    else if (
      is !== 'heading' &&
      (field === undefined || !(NAME_FIELD.test(field) || DIGEST_FIELD.test(field)))
    )
      other++
  }
  // Digests alone, with text between them, belong to what the text says.
  return named === 0 ? bare > 0 && other === 0 : named + bare >= other
}

/** Reads a list of checksums. Digests that name nothing are for the file that the list's own name tells. */
export function readSums(lines: readonly TextLine[], out: Gathering): void {
  const hint = labelled(baseName(out.source).replace(/\.txt$/i, ''))
  const { bare } = readLines(lines, out, hint)
  const distinct = new Map(bare.map((b) => [b.hex.toLowerCase(), b]))
  const name = checkedName(out.source) ?? '-'
  const perLength = new Set([...distinct.keys()].map((hex) => hex.length))
  if (perLength.size === distinct.size && (out.count() === 0 || distinct.size === 0))
    for (const b of distinct.values())
      out.publish({
        name,
        hex: b.hex,
        line: b.line,
        ...(b.label && { label: b.label }),
        ...(hint && { hint }),
      })
  else for (const b of distinct.values()) out.gap('a digest without a name', b.line)
}

export interface BareDigest {
  readonly hex: string
  readonly label?: Labelled
  readonly line: number
}

/** Publishes what lines say and returns what they leave open. */
export function readLines(
  lines: readonly TextLine[],
  out: Gathering,
  hint?: Labelled,
): { readonly bare: readonly BareDigest[]; readonly others: readonly TextLine[] } {
  const bare: BareDigest[] = []
  const others: TextLine[] = []
  let section = hint
  let named: { readonly name: string; readonly label: Labelled } | undefined
  let record = emptyRecord()
  for (const { text, line } of lines) {
    if ((line & 1023) === 0) out.checkpoint()
    if (text.trim() === '') {
      close()
      continue
    }
    if (COMMENT.test(text)) continue
    const read = readLine(text, section)
    if (read.is === 'digest') publish(read, line)
    else if (read.is === 'bare' && named) out.publish({ ...named, hex: read.hex, line })
    else if (read.is === 'heading') section = read.label
    else if (!recorded(text, line)) {
      if (read.is === 'bare') bare.push({ hex: read.hex, line, ...withLabel(read.label ?? section) })
      else if (read.is === 'unclear') unclear(read, line)
      else others.push({ text, line })
    }
    named =
      read.is === 'heading' && read.name !== undefined ? { name: read.name, label: read.label } : undefined
  }
  close()
  for (const { text, line } of others)
    if (LONG_HEX.test(text)) out.gap('a digest in a line that cannot be understood', line)
  return { bare, others }

  function publish({ name, hex, label, size, form }: Line & { is: 'digest' }, line: number): void {
    out.publish({
      name,
      hex,
      line,
      ...(label && { label }),
      // In a list made by a tool, 32 and 40 digits are what their length says.
      hint:
        section ??
        (form === 'gnu' && hex.length === 32
          ? 'md5'
          : form === 'gnu' && hex.length === 40
            ? 'sha1'
            : undefined),
      ...(size !== undefined && { size }),
    })
  }

  function unclear({ name, detail }: Line & { is: 'unclear' }, line: number): void {
    if (name !== undefined) out.unclear(name)
    out.gap(detail, line, 'unsupported')
  }

  /** `Path : model.gguf`, `Hash : …`, `Algorithm : SHA256`, one field a line, records apart by blank lines. */
  function recorded(text: string, line: number): boolean {
    const [, key, value] = FIELD.exec(text.slice(0, 8192)) ?? []
    if (key === undefined || value === undefined) return false
    if (NAME_FIELD.test(key)) {
      if (record.names.length > 0) close()
      record.names.push(value.trim())
    } else if (/^algorithm$/i.test(key)) record.label = labelled(value)
    else if (/^size$/i.test(key) && /^\d{1,16}$/.test(value.trim())) record.size = Number(value)
    else {
      const label = labelled(key)
      const hex = /^(?:[\w-]{1,16}:)?([0-9A-Fa-f]{32,128})$/.exec(value.trim())?.[1]
      if (hex === undefined || !(label || DIGEST_FIELD.test(key))) return false
      record.digests.push({ hex, line, ...withLabel(label) })
    }
    return true
  }

  function close(): void {
    const { names, digests, label, size } = record
    record = emptyRecord()
    const [name] = names
    for (const d of digests) {
      const own = d.label ?? label
      if (name === undefined) bare.push({ hex: d.hex, line: d.line, ...withLabel(own ?? section) })
      else
        out.publish({
          name,
          hex: d.hex,
          line: d.line,
          ...withLabel(own),
          ...(section && { hint: section }),
          ...(size !== undefined && { size }),
        })
    }
  }
}

interface Fields {
  readonly names: string[]
  readonly digests: BareDigest[]
  label?: Labelled
  size?: number
}

function emptyRecord(): Fields {
  return { names: [], digests: [] }
}

function withLabel(label: Labelled): { readonly label?: Labelled } {
  return label ? { label } : {}
}
