import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { memoryBytes } from '../src/bytes/bytes.ts'
import { discoverers } from '../src/discoverers.ts'
import type { PublishedDigest } from '../src/model/checksum.ts'
import type { ClaimedFile } from '../src/model/derivation-claim.ts'
import { DEFAULT_LIMITS } from '../src/model/context.ts'
import type { Discoverer } from '../src/model/discoverer.ts'
import type { Subject } from '../src/model/sighting.ts'
import { createContext } from '../src/scan/budget.ts'
import { takeSample } from '../src/scan/sample.ts'

// How well each discoverer finds what is in labelled files: bench/discovery/<discoverer>/expected.json lists,
// for each file, every component that a careful reader would name, and nothing else.

const folder = join(import.meta.dirname, 'discovery')

interface Label {
  readonly kind: string
  readonly name: string
  readonly version?: string
}

export interface DiscoveryScore {
  readonly discoverer: string
  readonly files: number
  readonly labels: number
  readonly found: number
  readonly missed: readonly string[]
  readonly wrong: readonly string[]
}

export async function discoveryScores(): Promise<DiscoveryScore[]> {
  const ids = readdirSync(folder).toSorted()
  const scores: DiscoveryScore[] = []
  for (const id of ids) {
    const discoverer = discoverers.find((d) => d.id === id)
    if (!discoverer) throw new Error(`bench/discovery/${id}: there is no such discoverer`)
    await discoverer.preparation?.run()
    scores.push(score(discoverer, join(folder, id)))
  }
  return scores
}

function score(discoverer: Discoverer<unknown>, labelled: string): DiscoveryScore {
  const expected = JSON.parse(readFileSync(join(labelled, 'expected.json'), 'utf8')) as Record<
    string,
    Label[]
  >
  const missed: string[] = []
  const wrong: string[] = []
  let labels = 0
  let found = 0
  for (const [file, wanted] of Object.entries(expected)) {
    const seen = new Map(sightedIn(discoverer, labelled, file).map((label) => [labelText(label), label]))
    const matched = new Set<string>()
    for (const label of wanted) {
      labels++
      const hits = [...seen].filter(([, s]) => isSame(label, s))
      if (hits.length > 0) found++
      else missed.push(`${file}: ${labelText(label)}`)
      for (const [text] of hits) matched.add(text)
    }
    for (const text of seen.keys()) if (!matched.has(text)) wrong.push(`${file}: ${text}`)
  }
  return { discoverer: discoverer.id, files: Object.keys(expected).length, labels, found, missed, wrong }
}

/** A label without a version leaves it open. */
function isSame(label: Label, seen: Label): boolean {
  return (
    label.kind === seen.kind &&
    label.name === seen.name &&
    (label.version === undefined || label.version === seen.version)
  )
}

function sightedIn(discoverer: Discoverer<unknown>, labelled: string, file: string): Label[] {
  const path = join(labelled, file)
  if (!existsSync(path) || !statSync(path).isFile()) throw new Error(`there is no ${path}`)
  const bytes = memoryBytes(readFileSync(path))
  const ctx = createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(),
  })
  try {
    if (!discoverer.claims(takeSample(file, bytes, 0))) return []
    const labels: Label[] = []
    for (const seen of discoverer.read({ path: file, bytes }, ctx)) {
      if (seen.kind === 'gap') continue
      for (const record of discoverer.records?.(seen.facts, file) ?? [])
        if (record.kind === 'listing') labels.push(...record.digests.map(checksumLabel))
        else if (record.kind === 'derivation') labels.push(...record.derivation.candidate.map(derivedLabel))
      for (const { subject, relations } of discoverer.sightings(seen.facts, file))
        labels.push(...labelOf(subject), ...relations.filter((r) => !r.ifKnown).flatMap((r) => labelOf(r.to)))
    }
    return labels
  } finally {
    ctx.dispose()
  }
}

/** What a result of a comparison is labelled with: the files that it is about. */
function derivedLabel({ name, digest }: ClaimedFile): Label {
  return { kind: 'derivation', name, version: digest }
}

/** What a list of checksums is labelled with. */
function checksumLabel({ name, algorithm, hex }: PublishedDigest): Label {
  return { kind: 'checksum', name, version: `${algorithm}:${hex}` }
}

function labelOf(subject: Subject): Label[] {
  switch (subject.by) {
    case 'name':
      return [subject]
    case 'path':
      return [{ kind: subject.kind, name: subject.path }]
    default:
      return []
  }
}

function labelText({ kind, name, version }: Label): string {
  return `${kind} ${name}${version === undefined ? '' : `@${version}`}`
}

export function discoveryTable(scores: readonly DiscoveryScore[], verbose: boolean): string {
  const rows = scores.map(({ discoverer, files, labels, found, missed, wrong }) => {
    const precision = found + wrong.length === 0 ? 1 : found / (found + wrong.length)
    const recall = labels === 0 ? 1 : found / labels
    const details = verbose
      ? [...missed.map((m) => `  missed ${m}`), ...wrong.map((w) => `  wrong  ${w}`)]
      : []
    const row = `| ${discoverer} | ${files} | ${labels} | ${percent(precision)} | ${percent(recall)} |`
    return [row, ...details].join('\n')
  })
  return ['| discoverer | files | labels | precision | recall |', '|---|---|---|---|---|', ...rows].join('\n')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

if (import.meta.main) console.log(discoveryTable(await discoveryScores(), process.argv.includes('--verbose')))
