import { statSync } from 'node:fs'
import { dirname, posix, resolve } from 'node:path'
import { NO_CACHE, openHashCache, type HashCache } from '../bytes/digests/cache.ts'
import { fileState } from '../bytes/digests/file-state.ts'
import type { AdvisoryIndex } from '../advisories/read-index.ts'
import type { CheckedFile } from '../inventory/checks.ts'
import { withDates } from '../inventory/dates.ts'
import { inventoryOf } from '../inventory/inventory-of.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Artifact, Component, Relation } from '../model/component.ts'
import { KiB, type Limits } from '../model/context.ts'
import type { Finding, Gap } from '../model/finding.ts'
import type { Digest } from '../model/identity.ts'
import type { Counts } from '../model/report.ts'
import { discover } from '../sources/discover.ts'
import { expectedDigests } from '../sources/expected-digest.ts'
import { openRepository, type GitRepository } from '../sources/git/repository.ts'
import { spool } from '../sources/stdin.ts'
import type { SourceTree } from '../sources/tree.ts'
import { derivationSightings } from './derivation-sightings.ts'
import { derivationsOf, type DerivationTrust, type FoundDerivation } from './derivations.ts'
import { finishFindings } from './finish.ts'
import type { FileResult, FileTask } from './inspect-file.ts'
import { checksumsOf, type LockInForce } from './checksums.ts'
import { completed, type Purpose, type RuledDraft } from './inspect.ts'
import { inspectAll } from './pool.ts'
import { componentsOf } from './components.ts'
import { knownFlaws } from './known-flaws.ts'
import { pastOf } from './past.ts'
import { mountTree } from './roots.ts'
import type { TreeFile } from './tree/facts.ts'
import { treeRules } from './tree/rules.ts'

export interface Progress {
  readonly files: number
  /** Bytes. */
  readonly bytes: number
  readonly totalFiles: number
  readonly totalBytes: number
  readonly current: string
}

export interface ScanOptions {
  /** As the user typed them. */
  readonly paths: readonly string[]
  readonly limits: Limits
  /** Threads at most. */
  readonly workers: number
  /** Folder of the hash cache; undefined hashes everything. */
  readonly cache: string | undefined
  readonly signal: AbortSignal
  readonly clock: () => Date
  readonly onProgress?: (progress: Progress) => void
  readonly showCode: boolean
  /** Advisories that packages are compared with; none are when it is absent. */
  readonly advisories?: AdvisoryIndex
  /** `inventory` leaves out the readers that only feed rules. `judge` by default. */
  readonly purpose?: Purpose
  /** The assay.lock that is in force where the scan was asked for. */
  readonly lock?: LockInForce
  /** Whose results of `assay derive` count; nobody's when absent. */
  readonly derivations?: DerivationTrust
  /** What the path `-` reads; the process's standard input by default. */
  readonly stdin?: AsyncIterable<Uint8Array>
}

/** Facts and findings, before any policy. Sorted; without times and absolute paths. */
export interface ScanResult {
  readonly artifacts: readonly Artifact[]
  readonly components: readonly Component[]
  readonly relations: readonly Relation[]
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  /** Folders left out on purpose. */
  readonly excluded: readonly string[]
  /** Everything that the tree is made of, with all that is known of it. */
  readonly inventory: Inventory
  readonly counts: Counts
  readonly code: readonly { readonly path: string; readonly source: string }[]
}

/** Discovers, inspects and relates everything under the paths. Throws when a path does not exist. */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const spooled = options.paths.includes(STDIN) ? await spool(options.stdin ?? process.stdin) : undefined
  try {
    // An environment is thousands of files of which a bill of materials needs a few per package.
    const environments = options.purpose === 'inventory' ? 'metadata' : 'leave-out'
    const roots = options.paths.map((path) => ({
      path,
      tree: path === STDIN && spooled ? spooled.tree : discover(path, { environments }),
    }))
    const tree = mountTree(roots)
    const cache = options.cache === undefined ? NO_CACHE : openHashCache(options.cache, options.clock)
    const results = await inspectTree(tree, cache, options)
    cache.save()
    const files = hashedFiles(tree, results)
    const checked = await checksumsOf(tree, files, results, options)
    const derivations = await derivationsOf(tree, results, options.derivations)
    const repository = options.purpose === 'inventory' ? repositoryOf(options.paths) : undefined
    try {
      return assemble({ tree, results, files, checked, derivations }, repository, options)
    } finally {
      repository?.close()
    }
  } finally {
    spooled?.remove()
  }
}

/** Bytes that a file with a known digest counts for when work is shared out. */
const KNOWN_COST = 256 * KiB
/** The path that stands for standard input. */
const STDIN = '-'

async function inspectTree(tree: SourceTree, cache: HashCache, options: ScanOptions): Promise<FileResult[]> {
  const expected = expectedDigests(tree)
  const tasks = tree.files.map(({ path, absolute, size }, index): { task: FileTask; size: number } => {
    const known = cachedDigest(cache, absolute)
    const task = {
      index,
      path,
      absolute,
      ...known,
      wantsGitId: expected.get(path)?.algorithm === 'git',
      limits: options.limits,
      showCode: options.showCode,
      purpose: options.purpose ?? 'judge',
    }
    // Of a file whose digest is known, only what readers seek is read.
    return { task, size: known.cached ? Math.min(size, KNOWN_COST) : size }
  })
  const totalBytes = tree.files.reduce((sum, f) => sum + f.size, 0)
  const results: FileResult[] = []
  let done = 0
  let underway = 0
  const report = (current: string): void => {
    const bytes = Math.min(totalBytes, done + underway)
    options.onProgress?.({ files: results.length, bytes, totalFiles: tasks.length, totalBytes, current })
  }
  report('')
  await inspectAll(tasks, {
    workers: options.workers,
    signal: options.signal,
    onBytes: (n) => {
      underway += n
      report(results.at(-1)?.path ?? '')
    },
    onResult: (result) => {
      results.push(result)
      done += result.size
      underway = Math.max(0, underway - result.size)
      if (result.state && result.digest) cache.put(result.state, result.digest)
      report(result.path)
    },
  })
  return results.toSorted((a, b) => a.index - b.index)
}

function cachedDigest(cache: HashCache, absolute: string): Pick<FileTask, 'cached'> {
  if (cache === NO_CACHE) return {}
  const stat = statSync(absolute, { bigint: true, throwIfNoEntry: false })
  if (!stat) return {}
  const state = fileState(stat)
  const digest = cache.get(state)
  return digest ? { cached: { state, digest } } : {}
}

interface Inspected {
  readonly tree: SourceTree
  readonly results: readonly FileResult[]
  readonly files: readonly TreeFile[]
  readonly checked: readonly CheckedFile[]
  readonly derivations: readonly FoundDerivation[]
}

function hashedFiles(tree: SourceTree, results: readonly FileResult[]): TreeFile[] {
  const expected = expectedDigests(tree)
  const aliases = new Map(tree.files.map((f) => [f.path, f.aliases]))
  return results.map((r) => {
    const expects = expected.get(r.path)
    return {
      path: r.path,
      aliases: aliases.get(r.path) ?? [],
      size: r.size,
      format: r.artifacts[0]?.format ?? 'unknown',
      ...(r.digest && { digest: r.digest }),
      ...(r.gitId && { gitId: r.gitId }),
      ...(expects && { expected: expects }),
    }
  })
}

function assemble(
  { tree, results, files, checked, derivations }: Inspected,
  repository: GitRepository | undefined,
  options: ScanOptions,
): ScanResult {
  const digests = new Map<string, Digest>(results.flatMap((r) => (r.digest ? [[r.path, r.digest]] : [])))
  const artifacts = results.flatMap((r) => r.artifacts.map((a) => withDigest(a, digests))).toSorted(byPath)
  const records = results.flatMap((r) => r.records)
  const { escapes, manifests } = tree
  const facts = { files, escapes, records, manifests, checked, derivations }
  const drafts: RuledDraft[] = results.flatMap((r) => r.drafts)
  for (const rule of treeRules) for (const draft of rule.check(facts, '')) drafts.push(completed(rule, draft))
  const flaws = options.advisories ? knownFlaws(tree, options.advisories, options) : undefined
  drafts.push(...(flaws?.drafts ?? []))
  const gaps = [...tree.gaps, ...results.flatMap((r) => r.gaps), ...(flaws?.gaps ?? [])].toSorted((a, b) =>
    byPath(a.at, b.at),
  )
  const found = inventoryOf({
    rootName: rootName(options.paths),
    tree,
    checks: checked.map((c) => c.check),
    artifacts,
    records,
    sightings: [...derivationSightings(derivations), ...results.flatMap((r) => r.sightings)],
    gaps,
    git: {
      ...(repository?.remote !== undefined && { repository: repository.remote }),
      ...(repository?.commit !== undefined && { commit: repository.commit }),
    },
  })
  const inventory =
    options.purpose === 'inventory'
      ? { ...found, items: withDates(found.items, pastOf(tree, repository)) }
      : found
  const components = componentsOf(inventory, artifacts)
  return {
    artifacts,
    components,
    relations: inventory.relations,
    inventory,
    findings: finishFindings(drafts, components, digests),
    gaps,
    excluded: tree.excluded,
    counts: { artifacts: results.length, bytes: results.reduce((sum, r) => sum + r.size, 0) },
    code: results.flatMap((r) => r.code).toSorted(byPath),
  }
}

/** The version control history around what is examined. Of several roots, none speaks for all. */
function repositoryOf(paths: readonly string[]): GitRepository | undefined {
  const [only] = paths
  if (paths.length !== 1 || only === undefined || only === STDIN) return undefined
  return openRepository(statSync(only).isDirectory() ? only : dirname(resolve(only)))
}

function rootName(paths: readonly string[]): string {
  const [only] = paths
  return paths.length === 1 && only !== undefined ? posix.basename(posix.resolve(only)) || 'root' : 'root'
}

function withDigest(artifact: Artifact, digests: ReadonlyMap<string, Digest>): Artifact {
  const digest = digests.get(artifact.path)
  return digest ? { ...artifact, digest } : artifact
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path)
}
