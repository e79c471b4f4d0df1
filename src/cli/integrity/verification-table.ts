import type { ChecksumVerdict } from '../../model/checksum.ts'
import { painter, type Paint, type Style } from '../../text/paint.ts'
import { formatBytes, plural } from '../../text/sizes.ts'
import { visible } from '../../text/visible.ts'
import { columns, wrap } from '../../text/wrap.ts'
import { authorityName } from './authority-name.ts'
import { verdictSentence } from './verdict-sentence.ts'
import type { Verification } from './verification.ts'
import type { VouchedFile } from './vouching.ts'

export interface TableOptions {
  readonly colour: boolean
  readonly width: number
  readonly verbose: boolean
}

const STYLE: Readonly<Record<ChecksumVerdict, readonly Style[]>> = {
  verified: ['bold', 'green'],
  consistent: ['cyan'],
  mismatch: ['alarm'],
  unpublished: ['bold', 'yellow'],
  unchecked: ['bold', 'yellow'],
}
const ORDER: readonly ChecksumVerdict[] = ['mismatch', 'unchecked', 'unpublished', 'consistent', 'verified']
/** Files of one verdict that are shown, unless verbose. */
const SHOWN: Readonly<Record<ChecksumVerdict, number>> = {
  mismatch: 50,
  unchecked: 10,
  unpublished: 10,
  consistent: 5,
  verified: 5,
}
const INDENT = 13

/** For a terminal: the verdict, what it means, then the files, worst first. */
export function verificationTable(verification: Verification, options: TableOptions): string {
  const paint = painter(options.colour)
  const { files, gaps, notes, verdict, counts } = verification
  const lines = [paint(visible(verdictSentence(verification)), ...STYLE[verdict])]
  for (const advice of adviceOn(verification)) lines.push(...wrap(advice, options.width))
  for (const { at, detail } of gaps)
    lines.push(...wrap(visible(`not read: ${at.path}: ${detail}`), options.width))
  for (const note of notes) lines.push(...wrap(visible(note), options.width))
  for (const each of ORDER) {
    const those = files.filter((f) => f.verdict === each)
    if (those.length === 0) continue
    lines.push('')
    const most = options.verbose ? those.length : SHOWN[each]
    for (const file of those.slice(0, most))
      lines.push(...fileLines(file, paint, options, verification.authorities))
    if (those.length > most)
      lines.push(`${' '.repeat(INDENT)}and ${those.length - most} more ${each} (--verbose shows them)`)
  }
  const bytes = files.reduce((sum, f) => sum + f.size, 0)
  const parts = ORDER.filter((v) => counts[v] > 0).map((v) => `${counts[v]} ${v}`)
  lines.push('', `${plural(files.length, 'file')}, ${formatBytes(bytes)}: ${parts.join(', ') || 'none'}`)
  return `${lines.join('\n')}\n`
}

function fileLines(
  file: VouchedFile,
  paint: Paint,
  { width }: TableOptions,
  said: readonly string[],
): string[] {
  const { verdict, path, authority, detail, digest, found } = file
  const label = paint(verdict, ...STYLE[verdict]) + ' '.repeat(INDENT - verdict.length)
  const indent = ' '.repeat(INDENT)
  const name = visible(path)
  const whom = authority && verdict !== 'mismatch' ? authorityName(authority) : ''
  // The first line has named the only one already.
  const by = said.length === 1 && said[0] === whom && verdict === 'verified' ? '' : visible(whom)
  const room = Math.max(20, width - INDENT)
  const fits = columns(name) + 2 + columns(by) <= room
  const lines = [`${label}${name}${by && fits ? `  ${paint(by, 'dim')}` : ''}`]
  if (by && !fits) lines.push(...wrap(by, room).map((line) => indent + paint(line, 'dim')))
  if (verdict === 'mismatch')
    for (const [against, expected] of saidAgainst(file)) {
      lines.push(...wrap(visible(`${against} says`), room).map((line) => indent + line))
      lines.push(`${indent}  ${visible(expected)}`)
    }
  if (verdict === 'mismatch' && digest !== undefined)
    lines.push(`${indent}the file has`, `${indent}  ${found ?? digest}`)
  if (detail !== undefined) lines.push(...wrap(visible(detail), room).map((line) => indent + line))
  return lines
}

/** Whose word the bytes are not, and what it says. */
function saidAgainst({ checks, authority }: VouchedFile): (readonly [string, string])[] {
  const words = checks.filter((c) => c.verdict === 'mismatch')
  if (words.length > 0) return words.map((c) => [c.authority, `${c.algorithm}:${c.expected}`])
  return authority ? [[authorityName(authority), authority.says]] : []
}

function adviceOn({ verdict, independence, refusals }: Verification): string[] {
  switch (verdict) {
    case 'verified':
      return independence === 'asserted'
        ? ['You brought this authority; nothing shows that it is independent of where the files came from.']
        : []
    case 'consistent':
      return [
        'Only the place the files came from, or a list that came with them, vouches for them. Name somebody else: --against, --signature, --attestation.',
      ]
    case 'mismatch':
      return ['Do not load these files. Download them again from the publisher and compare once more.']
    case 'unpublished':
      return [
        'Nothing was found that states their digests. Name what does: --against, --signature, --attestation.',
      ]
    case 'unchecked':
      return refusals.length > 0 ? ['What was refused, and why, is on standard error.'] : []
    default:
      return verdict satisfies never
  }
}
