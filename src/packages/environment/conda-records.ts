import { MiB } from '../../model/context.ts'
import type { Gap } from '../../model/finding.ts'
import { ReadError } from '../../model/read-error.ts'
import { readCondaRecord } from '../installed/conda-meta/record.ts'
import type { InstalledDistribution } from './installed-distribution.ts'
import { statOf, type Listing } from './listing.ts'
import { textOf } from './opened-file.ts'
import type { RecordRow } from './record.ts'

const MAX_BYTES = 64 * MiB
const MAX_FILES = 1_000_000

/** What conda says it installed: every file of every package, with the hash that it has here. */
export function readCondaRecords(
  listing: Listing,
  checkpoint: () => void,
  gaps: Gap[],
): InstalledDistribution[] {
  const found: InstalledDistribution[] = []
  for (const path of [...listing.files].filter((p) => /^conda-meta\/[^/]+\.json$/.test(p)).toSorted()) {
    checkpoint()
    // Channels and pins of the environment lie beside the records.
    if (!/^conda-meta\/[^/]+-[^/-]+-[^/-]+\.json$/.test(path)) continue
    try {
      found.push(readOne(listing.root, path, found.length))
    } catch (error) {
      const gap = error instanceof ReadError ? error : new ReadError('malformed', 'no JSON')
      gaps.push({ at: { path }, reason: gap.reason, detail: gap.message })
    }
  }
  return found
}

function readOne(root: string, path: string, id: number): InstalledDistribution {
  const document: unknown = JSON.parse(textOf(root, path, MAX_BYTES))
  const [entry] = readCondaRecord(document).packages
  if (!entry) throw new ReadError('malformed', 'a record of conda without a package')
  const stat = statOf(root, path)
  return {
    id,
    kind: 'conda',
    name: entry.name,
    normalized: entry.name,
    version: entry.version ?? '',
    folder: path,
    site: '',
    installer: 'conda',
    ...(entry.source && { source: entry.source }),
    distributions: entry.distributions,
    editable: false,
    rows: rowsOf(document as object),
    record: path,
    topLevel: [],
    requires: entry.dependencies.map((d) => d.name),
    ...(stat && { installedAt: stat.mtimeMs }),
  }
}

function rowsOf(document: object): readonly RecordRow[] {
  const rows = new Map<string, RecordRow>()
  for (const path of listOf(own(document, 'files')))
    if (typeof path === 'string' && path !== '') rows.set(path, { path, line: 1 })
  for (const item of listOf(own(own(document, 'paths_data'), 'paths'))) {
    const path = own(item, '_path')
    if (typeof path !== 'string' || path === '') continue
    // Text with the prefix written into it differs from what was in the archive.
    const hash =
      own(item, 'sha256_in_prefix') ?? (own(item, 'prefix_placeholder') ? undefined : own(item, 'sha256'))
    const isFile = own(item, 'path_type') !== 'softlink'
    const isHash = isFile && typeof hash === 'string' && /^[0-9a-f]{64}$/i.test(hash)
    rows.set(path, {
      path,
      line: 1,
      ...(isHash && { hash: { algorithm: 'sha256', value: Buffer.from(hash, 'hex').toString('base64url') } }),
    })
  }
  return [...rows.values()]
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_FILES) : []
}
