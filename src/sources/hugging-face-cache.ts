import { readFileSync } from 'node:fs'
import type { ComponentKind } from '../model/component.ts'
import type { Gap } from '../model/finding.ts'
import { instantOfNumber } from '../text/instant.ts'
import type { SourceFile } from './source-file.ts'

/** One snapshot of a repository in the cache. */
export interface HubRepository {
  readonly kind: Extract<ComponentKind, 'model' | 'dataset' | 'file'>
  /** `organisation/name`, or `name` for canonical repositories. */
  readonly name: string
  readonly commit: string
  /** Branches, tags and pull requests (`refs/pr/1`) that point at the commit. */
  readonly refs: readonly string[]
  /** Folder of the snapshot, relative to the scanned root, `''` when it is the root. */
  readonly folder: string
}

const SNAPSHOT =
  /^(?<cache>(?:.*\/)?)(?<type>models|datasets|spaces|kernels)--(?<name>[^/]+)\/snapshots\/(?<commit>[^/]+)\/./

/**
 * Snapshots among the listed files, by their paths. `prefix` is the real path of the scanned root, so that
 * a scan of one snapshot or of one repository folder still knows what it looks at.
 */
export function hubRepositories(files: readonly SourceFile[], root: string): HubRepository[] {
  const prefix = `${root.replaceAll('\\', '/').replace(/^\//, '')}/`
  const refs = readRefs(files)
  const found = new Map<string, HubRepository>()
  for (const path of files.flatMap((f) => [f.path, ...f.aliases])) {
    const match = SNAPSHOT.exec(prefix + path)
    if (!match?.groups) continue
    const { cache = '', type, name = '', commit = '' } = match.groups
    const full = `${cache}${type}--${name}/snapshots/${commit}`
    const folder = full.length < prefix.length ? '' : full.slice(prefix.length)
    if (found.has(folder)) continue
    const repository = `${cache}${type}--${name}`.slice(prefix.length)
    found.set(folder, {
      kind: type === 'datasets' ? 'dataset' : type === 'models' ? 'model' : 'file',
      name: name.replaceAll('--', '/'),
      commit,
      refs: refs.filter((r) => r.repository === repository && r.commit === commit).map((r) => r.ref),
      folder,
    })
  }
  return [...found.values()]
}

interface Ref {
  readonly repository: string
  readonly ref: string
  readonly commit: string
}

/** `refs/main`, `refs/refs/pr/1`: nested names, a commit each. */
function readRefs(files: readonly SourceFile[]): Ref[] {
  const refs: Ref[] = []
  for (const { path, absolute, size } of files) {
    const match = /^((?:.*\/)?(?:models|datasets|spaces|kernels)--[^/]+)\/refs\/(.+)$/.exec(path)
    if (!match || size > 100) continue
    try {
      refs.push({ repository: match[1]!, ref: match[2]!, commit: readFileSync(absolute, 'latin1').trim() })
    } catch {
      // The scan itself reports what it cannot read.
    }
  }
  return refs
}

const UNFINISHED =
  /\/(?:(?:models|datasets|spaces|kernels)--[^/]+\/blobs|\.cache\/huggingface\/download(?:\/[^/]+)*)\/[^/]+\.incomplete$/

/** Clients write into a file of its own until the last byte has come: what it should become is missing. */
export function unfinishedDownloads(files: readonly SourceFile[], root: string): Gap[] {
  const prefix = `${root.replaceAll('\\', '/')}/`
  return files
    .filter(({ path }) => UNFINISHED.test(prefix + path))
    .map(({ path }) => ({
      at: { path },
      reason: 'malformed',
      detail: 'is a download that was not finished',
    }))
}

/** What a download into a local folder left behind about one file. */
export interface HubDownload {
  /** The downloaded file, relative to the scanned root. */
  readonly path: string
  readonly commit: string
  /** SHA-256 of LFS files (64 hex digits), else the SHA-1 of the git blob (40). */
  readonly etag: string
  /** ISO 8601 UTC, as the client noted it. */
  readonly downloadedAt?: string
  /** Folder into which the repository was downloaded. */
  readonly folder: string
}

const METADATA = /^(?<folder>(?:.*\/)?)\.cache\/huggingface\/download\/(?<file>.+)\.metadata$/

/** `.cache/huggingface/download/<path>.metadata`: commit, etag and time, a line each. */
export function hubDownloads(files: readonly SourceFile[]): HubDownload[] {
  const downloads: HubDownload[] = []
  for (const { path, absolute, size } of files) {
    const match = METADATA.exec(path)
    if (!match?.groups || size > 1000) continue
    const { folder = '', file = '' } = match.groups
    try {
      const [commit = '', etag = '', time = ''] = readFileSync(absolute, 'latin1').split('\n')
      if (!/^[0-9a-f]{40}$/.test(commit) || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(etag)) continue
      // Seconds with a fraction, as Python prints them.
      const downloadedAt = /^\d+(?:\.\d+)?$/.test(time.trim()) ? instantOfNumber(Number(time)) : undefined
      downloads.push({
        path: folder + file,
        commit,
        etag,
        ...(downloadedAt && { downloadedAt }),
        folder: folder.replace(/\/$/, ''),
      })
    } catch {
      // The scan itself reports what it cannot read.
    }
  }
  return downloads
}
