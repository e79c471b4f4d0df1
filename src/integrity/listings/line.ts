import { labelled, type Labelled } from './algorithm.ts'
import { looksLikeFile } from './file-name.ts'

/** What one line of a list of checksums says. */
export type Line =
  | {
      readonly is: 'digest'
      readonly name: string
      readonly hex: string
      readonly label?: Labelled
      readonly size?: number
      /** Which tool writes such lines, exactly; `other` for what people write. */
      readonly form: 'gnu' | 'bsd' | 'other'
    }
  /** A digest alone. */
  | { readonly is: 'bare'; readonly hex: string; readonly label?: Labelled }
  /** Algorithm of the lines below, and the file where it names one. */
  | { readonly is: 'heading'; readonly label: Labelled; readonly name?: string }
  | { readonly is: 'unclear'; readonly name?: string; readonly detail: string }
  | { readonly is: 'other' }

const MAX_LINE = 8192
const HEX = '[0-9A-Fa-f]{32,128}'
const TAG = String.raw`[A-Za-z][A-Za-z0-9]{1,15}(?:[-/_][A-Za-z0-9]{1,9}){0,3}`
const OTHER: Line = { is: 'other' }

/** `<hex>␣␣name`, `<hex>␣*name`; writers of lists also use tabs and single spaces. */
const GNU = new RegExp(String.raw`^(\\?)(${HEX})( [ *]|[ \t]+\*?)(.*)$`)
/** `SHA256 (name) = <hex>`; `SHA2-256(name)= <hex>`. */
const BSD = new RegExp(String.raw`^(\\?)(${TAG}) ?\((.+)\) ?= ?([0-9A-Za-z+/=]{20,128})$`)
/** `SHA256  <hex>  name`, `sha256:<hex>  name`. */
const TAGGED = new RegExp(String.raw`^(${TAG})(?::|[ \t]+|=)[ \t]*(${HEX})(?:[ \t]+\*?(.*))?$`)
/** `<hex> sha512 12345 name`. */
const COLUMNS = new RegExp(String.raw`^(${HEX}) (${TAG}) (\d{1,16}) (.+)$`)
/** ` <hex>   12345 name` under `SHA256:`. */
const SIZED = new RegExp(String.raw`^[ \t]+(${HEX})[ \t]+(\d{1,16})[ \t]+(\S.*)$`)
const BARE = new RegExp(`^${HEX}$`)
const AT_END = new RegExp(String.raw`(?<![\w.])(${HEX})$`)
/** `echo "<hex>  model.gguf" | sha256sum -c`, as instructions have it. */
const ECHO = new RegExp(String.raw`^(?:[$>%] )?echo +(["'])(${HEX} [ *]?[^"'|]{1,1000})\1 *\|`)
/** `SHA256 hash of model.gguf:` */
const HASH_OF = new RegExp(String.raw`^(${TAG}) hash of (?:file )?(.+):$`, 'i')

export function readLine(line: string, section?: Labelled): Line {
  if (line.length > MAX_LINE) return { is: 'unclear', detail: 'a line too long for a list of checksums' }
  const sized = section && SIZED.exec(line)
  if (sized) return digest(sized[3]!, sized[1]!, { size: Number(sized[2]) })
  const text = line.trim()
  if (text === '') return OTHER
  const echoed = ECHO.exec(text)?.[2]
  if (echoed !== undefined) return gnu(echoed) ?? OTHER
  const columns = COLUMNS.exec(text)
  const algorithm = columns && labelled(columns[2]!)
  if (columns && algorithm)
    return digest(columns[4]!, columns[1]!, { label: algorithm, size: Number(columns[3]) })
  if (BARE.test(text)) return { is: 'bare', hex: text }
  return (
    gnu(line.replace(/^[ \t]+/, '')) ?? bsd(text) ?? tagged(text) ?? heading(text) ?? nameFirst(text) ?? OTHER
  )
}

function digest(
  name: string,
  hex: string,
  more: { readonly label?: Labelled; readonly size?: number; readonly form?: 'gnu' | 'bsd' } = {},
): Line {
  return { is: 'digest', name, hex, form: 'other', ...more }
}

function gnu(line: string): Line | undefined {
  const [, escaped, hex, separator, rest] = GNU.exec(line) ?? []
  if (hex === undefined || rest === undefined) return undefined
  const name = rest.replace(/\r$/, '')
  if (name.trim() === '' || name === '-') return { is: 'bare', hex }
  const isExact = separator === '  ' || separator === ' *'
  return digest(escaped ? unescaped(name) : name, hex, isExact ? { form: 'gnu' } : {})
}

function bsd(text: string): Line | undefined {
  const [, escaped, tag, name, value] = BSD.exec(text) ?? []
  if (tag === undefined || name === undefined || value === undefined) return undefined
  const label = labelled(tag)
  const plain = escaped ? unescaped(name) : name
  const detail = `a digest in a form that is not known here: ${tag}`
  if (!BARE.test(value)) return label === undefined ? undefined : { is: 'unclear', name: plain, detail }
  // Whatever wrote this line calls the algorithm something that nobody here knows.
  return digest(plain, value, { label: label ?? 'unsupported', form: 'bsd' })
}

function tagged(text: string): Line | undefined {
  const [, tag, hex, name] = TAGGED.exec(text) ?? []
  const label = tag === undefined ? undefined : labelled(tag)
  if (label === undefined || hex === undefined) return undefined
  if (name === undefined || name === '' || name === '-') return { is: 'bare', hex, label }
  // Tables on a terminal cut long paths.
  if (/(?:\.\.\.|…)$/.test(name)) return { is: 'unclear', detail: 'a path that was cut off' }
  return digest(name, hex, { label })
}

function heading(text: string): Line | undefined {
  const [, tag, name] = HASH_OF.exec(text) ?? []
  if (tag !== undefined && name !== undefined && labelled(tag))
    return { is: 'heading', label: labelled(tag), name }
  if (text.length > 60 || /[0-9a-f]{16}/i.test(text)) return undefined
  const label =
    /^[\W_]*(?:sha|md5|blake|b2)[\w/-]*(?: ?(?:check)?sums?| hash(?:es)?| digests?)?[\W_]*$/i.test(text)
      ? labelled(text)
      : undefined
  return label && { is: 'heading', label }
}

/** `name: <hex>`, `name = <hex>`, `name  sha256:<hex>`. */
function nameFirst(text: string): Line | undefined {
  const hex = AT_END.exec(text.slice(-160))?.[1]
  if (hex === undefined) return undefined
  let rest = text.slice(0, -hex.length).trimEnd()
  const tag = new RegExp(String.raw`[\s(,:=|]\(?(${TAG})\)?\s{0,4}[:=-]?$`).exec(rest.slice(-80))
  const label = tag && labelled(tag[1]!)
  if (label) rest = rest.slice(0, rest.length - tag[0].length).trimEnd()
  const name = unquoted(rest.replace(/[ \t]*[:=|,]$/, ''))
  if (name === undefined || !looksLikeFile(name)) return undefined
  return digest(name, hex, label ? { label } : {})
}

/** One word, or several in quotes. */
function unquoted(text: string): string | undefined {
  const quoted = /^(["'`])([^"'`]{1,1024})\1$/.exec(text)
  return quoted ? quoted[2]! : /[\s"'`]/.test(text) || text === '' ? undefined : text
}

function unescaped(name: string): string {
  return name.replaceAll(/\\([\\nr])/g, (_, c: string) => (c === 'n' ? '\n' : c === 'r' ? '\r' : '\\'))
}
