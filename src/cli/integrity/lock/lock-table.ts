import type { LockedArtifact } from '../../../integrity/lock/lock.ts'
import type { LockChange } from '../../../integrity/lock/merge.ts'
import { painter, type Paint, type Style } from '../../../text/paint.ts'
import { formatBytes, plural } from '../../../text/sizes.ts'
import { visible } from '../../../text/visible.ts'
import { authorityName } from '../authority-name.ts'
import type { TableOptions } from '../verification-table.ts'
import type { LockResult } from './result.ts'

const STYLE: Readonly<Record<LockChange['kind'], readonly Style[]>> = {
  added: ['bold', 'green'],
  changed: ['bold', 'yellow'],
  removed: ['bold', 'red'],
}
const INDENT = 9
/** Changes that are shown, unless verbose. */
const SHOWN = 40

/** What a reviewer wants to see: what was added, changed and removed, and who vouched for it before and now. */
export function lockTable(result: LockResult, { colour, verbose }: TableOptions): string {
  const paint = painter(colour)
  const { changes, lock, shown, outcome, refusals, gaps } = result
  const lines: string[] = gaps.map(({ at, detail }) => visible(`not heard: ${at.path}: ${detail}`))
  for (const change of changes.slice(0, verbose ? changes.length : SHOWN))
    lines.push(...changeLines(change, paint))
  if (!verbose && changes.length > SHOWN)
    lines.push(`${' '.repeat(INDENT)}and ${changes.length - SHOWN} more (--verbose shows them)`)
  if (lines.length > 0) lines.push('')
  lines.push(`${paint(visible(shown), 'bold')}: ${summary(outcome, refusals.length, lock?.generation)}`)
  if (lock && outcome !== 'refused') {
    const bytes = lock.artifacts.reduce((sum, a) => sum + a.size, 0)
    const verdicts = [...Map.groupBy(lock.artifacts, (a) => a.verdict)]
      .map(([verdict, those]) => `${those.length} ${verdict}`)
      .toSorted()
    const parts = verdicts.length > 0 ? `: ${verdicts.join(', ')}` : ''
    lines.push(`${plural(lock.artifacts.length, 'file')}, ${formatBytes(bytes)}${parts}`)
  }
  return `${lines.join('\n')}\n`
}

function summary(outcome: LockResult['outcome'], refusals: number, generation = 0): string {
  switch (outcome) {
    case 'written':
      return `version ${generation} written`
    case 'current':
      return `version ${generation}, nothing differs`
    default:
      return `${plural(refusals, 'refusal')}, nothing written`
  }
}

function changeLines(change: LockChange, paint: Paint): string[] {
  const label = paint(change.kind, ...STYLE[change.kind]) + ' '.repeat(INDENT - change.kind.length)
  const indent = ' '.repeat(INDENT)
  const lines = [`${label}${visible(change.path)}`]
  if (change.kind !== 'changed') {
    const artifact = change.kind === 'added' ? change.after : change.before
    lines.push(`${indent}${formatBytes(artifact.size)}, ${vouching(artifact)}`)
    return lines
  }
  const { before, after } = change
  const pairs: readonly (readonly [string | undefined, string | undefined])[] = [
    [before.sha256, after.sha256],
    [vouching(before), vouching(after)],
    [before.revision, after.revision],
    [before.link, after.link],
  ]
  for (const [was, is] of pairs)
    if (was !== is)
      lines.push(
        `${indent}${paint('-', 'red')} ${visible(was ?? 'none')}`,
        `${indent}${paint('+', 'green')} ${visible(is ?? 'none')}`,
      )
  return lines
}

function vouching({ verdict, authority }: LockedArtifact): string {
  return visible(authority ? `${verdict} by ${authorityName(authority)}` : verdict)
}
