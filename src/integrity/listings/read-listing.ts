import { isArray, isObject, parseJson, type JsonValue } from '../../bytes/json.ts'
import { parseYaml } from '../../bytes/yaml.ts'
import type { AuthorityKind } from '../../model/checksum.ts'
import { ReadError } from '../../model/read-error.ts'
import type { Listing, Origin } from '../listing.ts'
import { STATED_BY_PAGE } from '../origin/independence.ts'
import { originOf } from '../origin/origin-of.ts'
import { signedText } from './clear-text.ts'
import { decode } from './decode.ts'
import { gather, type Gathering } from './gathering.ts'
import { readJson } from './json/read-json.ts'
import { buildTree } from './page/html-tree.ts'
import { savedPage } from './page/saved-archive.ts'
import { markdown } from './page/markdown.ts'
import { readPage } from './page/read-page.ts'
import { isList, linesOf, readSums, type TextLine } from './sums.ts'

export interface ListingInput {
  /** Bytes as they are in the file, or text that was decoded already. Untrusted. */
  readonly content: Uint8Array | string
  /** A path as typed, or an address without credentials. Its last part names the file where the content names none. */
  readonly source: string
  /** Where the listing itself came from. */
  readonly origin?: Origin
  /** It lies in the tree that is checked. */
  readonly cameWithBytes?: boolean
  /** Folder of the tree in which it lies, `''` for its root. */
  readonly folder?: string
  /** When the caller knows better than the content. */
  readonly kind?: AuthorityKind
  /** Called often; may throw to stop. */
  readonly checkpoint?: () => void
}

/** More text than any list of checksums or page has. */
const MAX_CONTENT = 64 * 1024 * 1024

/** Reads the checksums that a text publishes. What the text is, its content decides. Never throws of itself. */
export function readListing(input: ListingInput): Listing {
  const { content, source, origin, cameWithBytes = false, folder, checkpoint = () => {} } = input
  const out = gather(source, checkpoint)
  const read = content.length > MAX_CONTENT ? tooLarge(out) : readText(decode(content), out)
  const stated = origin ?? read.origin
  return {
    kind: input.kind ?? read.kind,
    source,
    ...(stated && { origin: stated }),
    cameWithBytes,
    ...(folder !== undefined && { folder }),
    ...out.finish(),
  }
}

interface Reading {
  readonly kind: AuthorityKind
  /** What a page states of itself. */
  readonly origin?: Origin
}

function tooLarge(out: Gathering): Reading {
  out.gap(`larger than ${MAX_CONTENT} bytes`, undefined, 'limit')
  return { kind: 'sha256sums-file' }
}

function readText(text: string, out: Gathering): Reading {
  if (/^\s*[[{]/.test(text.slice(0, 1000))) {
    const kind = readJsonText(text, out)
    if (kind) return { kind }
  }
  const saved = savedPage(text)
  if (saved) return readHtml(saved.html, out, saved.address)
  if (isHtml(text)) return readHtml(text, out)
  const lines = signedText(linesOf(text), out)
  if (isList(lines) || lines.every((l) => l.text.trim() === '')) {
    readSums(lines, out)
    return { kind: 'sha256sums-file' }
  }
  return readMarkdown(lines, out)
}

function readJsonText(text: string, out: Gathering): AuthorityKind | undefined {
  try {
    return readJson(parseJson(text, out.checkpoint), out) ?? 'sha256sums-file'
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    if (readJsonLines(text, out)) return 'sha256sums-file'
    // Text that only begins like JSON: a badge of Markdown.
    if (!/^\s*(?:\{\s*["}]|\[\s*[{"\]])/.test(text.slice(0, 1000))) return undefined
    out.gap(`JSON that cannot be parsed: ${error.message}`, undefined, error.reason)
    return 'sha256sums-file'
  }
}

/** One object a line. Whether it was that. */
function readJsonLines(text: string, out: Gathering): boolean {
  const lines = linesOf(text.trim())
  if (lines.length < 2 || !lines.slice(0, 20).every((l) => /^\s*(?:\{.*\}\s*)?$/.test(l.text))) return false
  for (const { text: line, line: number } of lines) {
    if (line.trim() === '') continue
    try {
      readJson(parseJson(line, out.checkpoint), out)
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      out.gap(`a line of JSON that cannot be parsed: ${error.message}`, number, error.reason)
    }
  }
  return true
}

function isHtml(text: string): boolean {
  const head = text.slice(0, 4096).replaceAll(/<!--[^]*?(?:-->|$)/g, '')
  return /^\s*<(?:!doctype\s+html|\?xml|html|head|body|title|meta|link|article|section|main|table)\b/i.test(
    head,
  )
}

function readHtml(text: string, out: Gathering, savedFrom?: string): Reading {
  const page = buildTree(out)
  page.html(text, 1)
  const address = savedFrom ?? statedAddress(text)
  readPage(page.root, out, fileOfPage(address))
  const origin = address === undefined ? undefined : originOf(address, STATED_BY_PAGE)
  return { kind: isModelPage(address) ? 'model-card' : 'release-page', ...(origin && { origin }) }
}

/** The address that a saved page has, by what browsers and sites write into it. */
function statedAddress(text: string): string | undefined {
  const head = text.slice(0, 65_536)
  const saved = /<!-- saved from url=\(\d{1,6}\)(\S{1,2000}) -->/.exec(head)?.[1]
  if (saved !== undefined) return saved
  for (const [tag] of head.matchAll(/<(?:link|meta)\s[^<>]{1,4000}>/gi)) {
    if (!/\b(?:rel=["']?canonical|property=["']?og:url)\b/i.test(tag)) continue
    const address = /\b(?:href|content)=["']?(https?:\/\/[^\s"'>]{1,2000})/i.exec(tag)?.[1]
    if (address !== undefined) return address
  }
  return undefined
}

/** `path/model.safetensors` of a hub's page about that one file. */
function fileOfPage(address: string | undefined): string | undefined {
  const path = /^https?:\/\/[^/]+\/(?:datasets\/|spaces\/)?[^/]+\/[^/]+\/blob\/[^/]+\/([^?#]{1,1000})/.exec(
    address ?? '',
  )?.[1]
  try {
    return path === undefined ? undefined : decodeURIComponent(path)
  } catch {
    return undefined
  }
}

function isModelPage(address: string | undefined): boolean {
  return /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co|modelscope\.cn|ollama\.com|civitai\.com)\//i.test(
    address ?? '',
  )
}

function readMarkdown(lines: readonly TextLine[], out: Gathering): Reading {
  const end = /^---\s*$/.test(lines[0]?.text ?? '')
    ? lines.findIndex((l, i) => i > 0 && /^---\s*$/.test(l.text))
    : -1
  if (end > 0) readFrontMatter(lines.slice(1, end), out)
  const body = lines.slice(end + 1)
  const page = buildTree(out)
  markdown(body.map((l) => l.text).join('\n'), body[0]?.line ?? 1, page, out)
  readPage(page.root, out)
  return { kind: end > 0 || isModelCard(body) ? 'model-card' : 'release-page' }
}

function readFrontMatter(lines: readonly TextLine[], out: Gathering): void {
  const text = lines.map((l) => l.text).join('\n')
  // Nearly all of them hold no digest, and parsing costs.
  if (!/[0-9A-Fa-f]{32}|sha\d{3}-/.test(text)) return
  try {
    // The line of the opening dashes, so that lines count from the top.
    for (const root of parseYaml(`\n${text}`, out.checkpoint))
      if (isObject(root) || isArray(root)) readValue(root, out)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    out.gap(error.message, 1, error.reason)
  }
}

function readValue(root: JsonValue, out: Gathering): void {
  readJson({ root, repeated: [], bom: false }, out)
}

function isModelCard(lines: readonly TextLine[]): boolean {
  return lines.slice(0, 200).some((l) => /^#{1,3}\s.{0,60}\bmodel card\b/i.test(l.text))
}
