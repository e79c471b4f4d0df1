import { parseJson } from '../../bytes/json.ts'
import { KiB, MiB } from '../../model/context.ts'
import type { Gap } from '../../model/finding.ts'
import { lineRange } from '../../model/location.ts'
import { malformed, ReadError } from '../../model/read-error.ts'
import { normalizedPythonName } from '../../names/python-package.ts'
import { readDirectUrl } from '../installed/dist-info/direct-url.ts'
import { installedFile } from '../installed/dist-info/installed-file.ts'
import { readMetadata } from '../installed/dist-info/metadata.ts'
import type { InstalledDistribution } from './installed-distribution.ts'
import { statOf, type Listing } from './listing.ts'
import { textOf, withFile } from './opened-file.ts'
import { readRecord, type RecordRow } from './record.ts'

const MAX_RECORD = 128 * MiB
const MAX_HEADERS = 512 * KiB
const MAX_SMALL = 256 * KiB
const MAX_DISTRIBUTIONS = 50_000

/** Reads what the folders and files named `*.dist-info` and `*.egg-info` of one site folder say. */
export function readDistributions(
  listing: Listing,
  site: string,
  checkpoint: () => void,
  gaps: Gap[],
): InstalledDistribution[] {
  const prefix = site === '' ? '' : `${site}/`
  const folders = new Set<string>()
  for (const path of listing.files) {
    if (!path.startsWith(prefix)) continue
    const rest = path.slice(prefix.length)
    const slash = rest.indexOf('/')
    const first = slash < 0 ? rest : rest.slice(0, slash)
    if (slash < 0 ? first.endsWith('.egg-info') : /\.(?:dist|egg)-info$/.test(first)) folders.add(first)
  }
  const found: InstalledDistribution[] = []
  for (const name of [...folders].toSorted()) {
    checkpoint()
    if (found.length >= MAX_DISTRIBUTIONS) {
      gaps.push({
        at: { path: site || '.' },
        reason: 'limit',
        detail: `more than ${MAX_DISTRIBUTIONS} distributions`,
      })
      break
    }
    // What pip moves out of the way while it works starts with a tilde; nothing counts it as installed.
    if (name.startsWith('~')) continue
    found.push(readDistribution(listing, site, prefix + name, { checkpoint, gaps, id: found.length }))
  }
  return found
}

interface Reading {
  readonly checkpoint: () => void
  readonly gaps: Gap[]
  readonly id: number
}

function readDistribution(
  listing: Listing,
  site: string,
  folder: string,
  reading: Reading,
): InstalledDistribution {
  const { root, files } = listing
  const has = (part: string): boolean => files.has(`${folder}/${part}`)
  const attempt = <T>(part: string, read: (path: string) => T): T | undefined => {
    const path = part === '' ? folder : `${folder}/${part}`
    if (!files.has(path)) return undefined
    try {
      return read(path)
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      reading.gaps.push({ at: { path }, reason: error.reason, detail: error.message })
      return undefined
    }
  }
  const isEgg = folder.endsWith('.egg-info')
  const described = installedFile(`${folder}/${isEgg ? 'PKG-INFO' : 'METADATA'}`)
  const metadata = attempt(isEgg ? (files.has(folder) ? '' : 'PKG-INFO') : 'METADATA', (path) =>
    withFile(root, path, (file) =>
      readMetadata(file.read(0, MAX_HEADERS).toString('utf8'), file.size > MAX_HEADERS),
    ),
  )
  const direct = attempt('direct_url.json', (path) =>
    readDirectUrl(parseJson(textOf(root, path, MAX_SMALL), reading.checkpoint).root),
  )
  const installer = attempt('INSTALLER', (path) => {
    const line = textOf(root, path, MAX_SMALL).split('\n')[0]!.trim()
    if (!/^[\w .()+-]{1,100}$/.test(line)) throw malformed('an INSTALLER that names no program')
    return line
  })
  const topLevel = attempt('top_level.txt', (path) =>
    textOf(root, path, MAX_SMALL)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
  )
  const rows =
    attempt('RECORD', (path) => recordRows(root, path, reading)) ??
    attempt('installed-files.txt', (path) => eggFiles(textOf(root, path, MAX_RECORD), folder, site))
  const name = metadata?.name ?? described?.folderName ?? folder.slice(folder.lastIndexOf('/') + 1)
  const dated = ['INSTALLER', 'RECORD', 'METADATA', 'PKG-INFO'].find(has)
  const stat = statOf(root, dated === undefined ? folder : `${folder}/${dated}`)
  const { source } = direct ?? {}
  return {
    id: reading.id,
    kind: isEgg ? 'egg' : 'wheel',
    name,
    normalized: normalizedPythonName(name),
    version: metadata?.version ?? described?.folderVersion ?? '',
    folder,
    site,
    ...(installer !== undefined && { installer }),
    ...(source && { source }),
    distributions: direct?.distributions ?? [],
    editable: source?.kind === 'path' && source.editable,
    ...(rows && { rows }),
    ...(has('RECORD') && { record: `${folder}/RECORD` }),
    topLevel: topLevel ?? [],
    requires: (metadata?.requires ?? []).map((r) => r.normalized),
    ...(stat && { installedAt: stat.mtimeMs }),
  }
}

function recordRows(root: string, path: string, { checkpoint, gaps }: Reading): readonly RecordRow[] {
  const { rows, broken } = readRecord(textOf(root, path, MAX_RECORD), checkpoint)
  for (const { line, detail } of broken.slice(0, 20))
    gaps.push({ at: { path, range: lineRange(line) }, reason: 'malformed', detail })
  if (broken.length > 20)
    gaps.push({
      at: { path },
      reason: 'malformed',
      detail: `${broken.length - 20} more rows that are broken`,
    })
  return rows
}

/** What old versions of pip kept for eggs: paths relative to the egg's own folder, no hashes. */
function eggFiles(text: string, folder: string, site: string): readonly RecordRow[] {
  const below = folder.slice(site === '' ? 0 : site.length + 1)
  return text.split(/\r?\n/).flatMap((line, i) => {
    const path = line.trim()
    return path === '' || path === '.' ? [] : [{ path: `${below}/${path}`, line: i + 1 }]
  })
}
