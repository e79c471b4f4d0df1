import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lookAlike } from '../src/names/look-alike/look-alike.ts'
import type { Verdict } from '../src/names/look-alike/verdict.ts'

// How many look-alikes of a labelled list are found, and how many of the most downloaded packages are taken for some:
// each name judged as if it were unknown. The list lies beside the repository and is no part of it.
// Halves are by target, so that variants of one name never stand on both sides.

const list = join(import.meta.dirname, '../../shared/corpus/names/typosquat-dev.tsv')

interface Labelled {
  readonly name: string
  readonly label: string
  readonly target: string
  readonly source: string
}

interface Count {
  all: number
  high: number
  medium: number
  meant: number
}

export function namesTable(): string {
  if (!existsSync(list)) return `names: not measured, there is no ${list}`
  const [, ...lines] = readFileSync(list, 'utf8').trim().split('\n')
  const rows = lines.map((line): Labelled => {
    const [name = '', label = '', target = '', source = ''] = line.split('\t')
    return { name, label, target, source }
  })
  const started = performance.now()
  const counts = new Map<string, Count>()
  for (const { name, label, target, source } of rows) {
    const { verdict, target: found } = lookAlike(name, 'pypi', { asUnknown: true })
    const half = label === 'legit' ? '' : isFirstHalf(target) ? ', half A' : ', half B'
    const ml = source.startsWith('ml-') ? 'look-alikes of machine learning' : source
    for (const group of new Set([source, ml, `${ml}${half}`])) add(counts, group, verdict, found === target)
  }
  const seconds = (performance.now() - started) / 1000
  const table = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([group, { all, high, medium, meant }]) =>
        `| ${group} | ${all} | ${percent(high, all)} | ${percent(high + medium, all)} | ${meant} |`,
    )
  return [
    '| names | how many | high | medium or high | target as labelled |',
    '|---|---|---|---|---|',
    ...table,
    `\n${rows.length} names in ${seconds.toFixed(1)} s`,
  ].join('\n')
}

function add(counts: Map<string, Count>, group: string, verdict: Verdict, isMeant: boolean): void {
  const count = counts.get(group) ?? { all: 0, high: 0, medium: 0, meant: 0 }
  count.all++
  if (verdict === 'high' || verdict === 'medium') count[verdict]++
  if (isMeant) count.meant++
  counts.set(group, count)
}

function isFirstHalf(target: string): boolean {
  return createHash('sha256').update(target).digest()[0]! % 2 === 0
}

function percent(part: number, all: number): string {
  return `${((100 * part) / all).toFixed(2)} %`
}

if (import.meta.main) console.log(namesTable())
