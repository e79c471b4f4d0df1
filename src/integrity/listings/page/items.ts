import { labelled, type Labelled } from '../algorithm.ts'
import { baseName, looksLikeFile } from '../file-name.ts'

/** What counts in running text when digests and names of files have to find each other. */
export type Item =
  | { readonly is: 'name'; readonly name: string; readonly line: number }
  | {
      readonly is: 'digest'
      readonly hex: string
      readonly line: number
      /** Written with it. */
      readonly label?: Labelled
      /** Written before or above it. */
      readonly hint?: Labelled
    }
  /** The beginning of a digest, the rest left out. */
  | { readonly is: 'short'; readonly line: number }
  | { readonly is: 'words'; readonly count: number }
  | { readonly is: 'heading' }

const TAGGED = /^([A-Za-z][\w/-]{1,20}?)[:=]([0-9A-Fa-f]{32,128})$/
const HEX = /^[0-9A-Fa-f]{32,128}$/
const SHORT =
  /^(?:[A-Za-z][\w/-]{1,20}?[:=])?(?:[0-9A-Fa-f]{6,127}(?:…|\.{3})[0-9A-Fa-f]*|(?:…|\.{3})[0-9A-Fa-f]{6,127})$/
const NAME_AND_HEX = /^([^\s:=|]{3,300})[:=|]([0-9A-Fa-f]{32,128})$/
const ADDRESS = /^https?:\/\/\S+$/i
/** Digests of these are not of a file that one downloads. */
const OF_SOMETHING_ELSE =
  /\b(?:commit|revision|tree|fingerprints?|image|docker|container|manifest|public key|key ?id|signing key|info ?hash|torrent|btih|transaction|address|token|xet)\b/i
/** Words around digests that say nothing. */
const STOCK =
  /^(?:sha\w*|md5\w*|blake\w*|checksums?|digests?|hash(?:es)?|sums?|download(?:s|ed)?|size|bytes?|file|copy|copied|verified|name|date|released?|updated?|uploaded|ago|days?|weeks?|months?|hours?|years?|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|gib|mib|kib|and|the|for|full|hex)$/i

/** Stands between pieces of text of two elements, where no space does. */
export const BOUNDARY = '\ue000'

/** Reads words one after the other; remembers which algorithm was named last. */
export interface ItemReader {
  /** A piece of running text. */
  text(text: string, line: number): void
  /** A piece that is set apart as one: a code span, a link. Whether it was the name of a file. */
  whole(text: string, line: number): boolean
  name(name: string, line: number): void
  digest(hex: string, label: Labelled, line: number): void
  /** The items since the last call. */
  take(): Item[]
}

export function itemReader(hint: Labelled): ItemReader {
  let items: Item[] = []
  let before = ''
  let lastLabel: Labelled = hint
  return { text: words, whole, name, digest, take }

  function take(): Item[] {
    const taken = items
    items = []
    before = ''
    return taken
  }

  function words(shown: string, line: number): void {
    for (const [found] of shown.matchAll(/\S+/g))
      for (const part of parts(found)) for (const field of fields(part)) word(field, line)
  }

  function whole(shown: string, line: number): boolean {
    const trimmed = shown.trim()
    if (!looksLikeFile(trimmed) || ADDRESS.test(trimmed) || NAME_AND_HEX.test(trimmed)) return false
    name(trimmed, line)
    return true
  }

  function word(found: string, line: number): void {
    const bare = found.length > 2000 ? '' : stripped(found)
    const tagged = TAGGED.exec(bare)
    const pair = tagged ? undefined : NAME_AND_HEX.exec(bare)
    if (tagged && labelled(tagged[1]!)) digest(tagged[2]!, labelled(tagged[1]!), line)
    else if (pair && looksLikeFile(pair[1]!)) {
      name(pair[1]!, line)
      digest(pair[2]!, undefined, line)
    } else if (HEX.test(bare) && !/(?:…|\.{3})/.test(found)) untagged(bare, line)
    else if (SHORT.test(bare) && (lastLabel || labelled(before) || /[:=]/.test(bare)))
      items.push({ is: 'short', line })
    else if (ADDRESS.test(bare)) {
      const base = baseName(bare)
      if (looksLikeFile(base)) name(base, line)
    } else if (looksLikeFile(bare)) name(bare, line)
    else other(found, bare, line)
  }

  function untagged(hex: string, line: number): void {
    const near = before.slice(
      Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf('|')) + 1,
    )
    const label = labelled(near.slice(-120))
    if (!label && OF_SOMETHING_ELSE.test(near)) return
    digest(hex, label, line)
  }

  function digest(hex: string, label: Labelled, line: number): void {
    if (label) lastLabel = label
    before = ''
    // An identifier of any kind, or a commit.
    if (!(label ?? lastLabel) && (hex.length === 32 || hex.length === 40)) return
    items.push({ is: 'digest', hex, line, ...(label && { label }), ...(lastLabel && { hint: lastLabel }) })
  }

  function name(text: string, line: number): void {
    before = ''
    items.push({ is: 'name', name: text.replace(/^\.\//, ''), line })
  }

  function other(found: string, bare: string, line: number): void {
    // A digest in a form that nobody here reads. Those after `@` are of images.
    if (/(?:[0-9A-Fa-f]{32}){2}/.test(bare) && !bare.includes('@')) items.push({ is: 'short', line })
    before = `${before} ${found}`.slice(-160)
    const label = bare.length < 40 ? labelled(before.slice(-40)) : undefined
    if (label) lastLabel = label
    if (!/\p{L}{3}/u.test(bare) || STOCK.test(bare.replaceAll(/[^\p{L}\d]/gu, ''))) return
    const last = items.at(-1)
    if (last?.is === 'words') items[items.length - 1] = { is: 'words', count: last.count + 1 }
    else items.push({ is: 'words', count: 1 })
  }
}

/** A word that runs over several elements is one word, but a digest begins and ends with its own. */
function parts(found: string): string[] {
  if (!found.includes(BOUNDARY)) return [found]
  const whole: string[] = ['']
  for (const piece of found.split(BOUNDARY)) {
    const bare = stripped(piece)
    if (HEX.test(bare) || TAGGED.test(bare)) whole.push(piece, '')
    else if (/^(?:sha|md|blake)[\w-]*:?$/i.test(piece)) whole.push(piece, '')
    else whole[whole.length - 1] += piece
  }
  return whole.filter((w) => w !== '')
}

/** Of a row of values between commas, each is a word. */
function fields(found: string): string[] {
  if (found.length > 4096 || !/[,;]/.test(found)) return [found]
  const values = found.split(/[,;]/)
  return values.some((value) => HEX.test(stripped(value)) || TAGGED.test(stripped(value))) ? values : [found]
}

/** Without the marks that prose puts around words. */
function stripped(word: string): string {
  return word.replace(/^[("'`[{<*_|~«“‘]+/, '').replace(/[)"'`\]}>*|~»”’,;:!?]+$|(?<!\.)\.$/, '')
}
