import { exactVersion, parseRequirement, type PythonRequirement } from '../../names/python-package.ts'
import { withoutCredentialsWithin } from '../../text/web-address.ts'
import { LINE_BREAK, logicalLines, type LogicalLine } from '../pypi/pip-requirements/lines.ts'
import { splitOptions } from '../pypi/pip-requirements/options.ts'
import { chooseVersion } from './choose-version.ts'
import type { KnownVersions } from './known-version.ts'

export interface HashedRequirements {
  readonly text: string
  /** Requirements that have their hashes now. */
  readonly hashed: number
  /** Requirements that had them before and that nothing contradicts. */
  readonly kept: number
  readonly left: readonly LeftRequirement[]
}

/** A requirement that stays as it was, and why. */
interface LeftRequirement {
  readonly line: number
  readonly requirement: string
  readonly why: string
}

type Outcome =
  | { readonly kind: 'none' | 'kept' }
  | { readonly kind: 'hashed'; readonly lines: readonly string[] }
  | { readonly kind: 'left'; readonly why: string }

const HASH = /\s--hash(?:=|\s+)["']?([A-Za-z0-9]+:[0-9A-Fa-f]+)["']?(?=\s|$)/g
const STRONG = /^sha(?:256|384|512):/
const MAX_SHOWN = 100

/**
 * The file with exact versions and all hashes of them. Everything else stays: options, markers, comments, order,
 * line ends, and every requirement of which nothing certain is known.
 */
export function hashedRequirements(
  source: string,
  known: KnownVersions,
  from: string,
  checkpoint: () => void,
): HashedRequirements {
  // Line ends stay what they were: they stand at the odd places.
  const pieces = source.split(new RegExp(`(${LINE_BREAK.source})`))
  const lineEnd = pieces[1] ?? '\n'
  const left: LeftRequirement[] = []
  let hashed = 0
  let kept = 0
  for (const logical of logicalLines(source, checkpoint)) {
    const outcome = outcomeOf(logical, pieces, known, from)
    switch (outcome.kind) {
      case 'none':
        break
      case 'kept':
        kept++
        break
      case 'left': {
        const requirement = withoutCredentialsWithin(logical.text.replaceAll(HASH, '')).slice(0, MAX_SHOWN)
        left.push({ line: logical.line, requirement, why: outcome.why })
        break
      }
      case 'hashed':
        hashed++
        replaceLines(pieces, logical, outcome.lines.join(lineEnd))
        break
      default:
        outcome satisfies never
    }
  }
  return { text: pieces.join(''), hashed, kept, left }
}

function replaceLines(pieces: string[], { line, lineEnd }: LogicalLine, text: string): void {
  const first = (line - 1) * 2
  pieces[first] = text
  for (let at = first + 1; at <= (lineEnd - 1) * 2; at++) pieces[at] = ''
}

function outcomeOf(
  logical: LogicalLine,
  pieces: readonly string[],
  known: KnownVersions,
  from: string,
): Outcome {
  const { requirement, options } = splitOptions(logical.text)
  if (requirement === '') {
    const editable = options.some(({ name }) => name === '--editable')
    return editable
      ? { kind: 'left', why: 'is installed from a working copy, which has no hash' }
      : { kind: 'none' }
  }
  const parsed = parseRequirement(requirement)
  if (!parsed) return { kind: 'left', why: 'has no name and range that could be looked up' }
  const given = Array.from(` ${logical.text}`.matchAll(HASH), (match) => match[1]!.toLowerCase())
  const strong = given.filter((hash) => STRONG.test(hash))
  const choice = chooseVersion(parsed, known, from)
  const pinned = parsed.url !== undefined || exactVersion(parsed.specifiers) !== undefined
  if ('why' in choice) {
    // What is pinned by a hash needs nothing from anywhere.
    return strong.length > 0 && pinned ? { kind: 'kept' } : { kind: 'left', why: choice.why }
  }
  if (strong.length > 0) {
    if (!strong.every((hash) => choice.hashes.includes(hash)))
      return { kind: 'left', why: `has hashes that ${from} does not have for ${choice.version}` }
    // Every hash more is a file more that is taken: nobody asked for that here.
    if (pinned) return { kind: 'kept' }
  }
  if (logical.comment === undefined && hidesComment(logical, pieces))
    return { kind: 'left', why: 'has a comment in its middle' }
  const rest = ` ${logical.text.slice(requirement.length)}`.replaceAll(HASH, '').trim()
  const asked = pinned && isExactly(parsed, choice.version) ? requirement : pin(parsed, choice.version)
  const hashes = (strong.length > 0 ? strong : choice.hashes).map((hash) => `--hash=${hash}`)
  return { kind: 'hashed', lines: block(rest === '' ? asked : `${asked} ${rest}`, hashes, logical.comment) }
}

function isExactly({ url, specifiers }: PythonRequirement, version: string): boolean {
  return url !== undefined || exactVersion(specifiers) === version
}

/** As it was written, with one version in the place of the range. */
function pin({ name, extras, marker }: PythonRequirement, version: string): string {
  const asked = extras.length > 0 ? `${name}[${extras.join(',')}]` : name
  return `${asked}==${version}${marker === undefined ? '' : ` ; ${marker}`}`
}

/** A comment can stand only behind the last of continued lines. */
function block(first: string, hashes: readonly string[], comment: string | undefined): readonly string[] {
  return [first, ...hashes.map((hash) => `    ${hash}`)].map((line, i) => {
    if (i < hashes.length) return `${line} \\`
    return comment === undefined ? line : `${line}  # ${comment}`
  })
}

function hidesComment({ line, lineEnd }: LogicalLine, pieces: readonly string[]): boolean {
  return pieces.slice((line - 1) * 2, lineEnd * 2).some((piece) => /(?:^|\s)#/.test(piece))
}
