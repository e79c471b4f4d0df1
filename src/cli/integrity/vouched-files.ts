import type { DigestResult } from '../../bytes/digests/digest-file.ts'
import { authorityOf, type Comparison, type FileVerdict } from '../../integrity/compare.ts'
import type { Listing } from '../../integrity/listing.ts'
import type { Refusal } from '../../integrity/refusal.ts'
import type { LockedAuthority } from '../../integrity/lock/lock.ts'
import { formatBytes } from '../../text/sizes.ts'
import type { SourceFile } from '../../sources/source-file.ts'
import type { ByteOrigins } from './byte-origins.ts'
import type { ExaminedTree } from './examined-tree.ts'
import { verdictOfRefusal } from './refused-bytes.ts'
import type { VouchedFile } from './vouching.ts'

export interface VouchedInput {
  readonly examined: ExaminedTree
  readonly counted: readonly SourceFile[]
  /** In the order of the files. */
  readonly results: readonly DigestResult[]
  readonly comparison: Comparison
  readonly listings: readonly Listing[]
  /** Files that a whole repository does not have. */
  readonly strangers: ReadonlyMap<string, string>
  readonly origins: ByteOrigins
  readonly refusals: readonly Refusal[]
  /** What trusted signers say of files that are something else, by path. */
  readonly against: ReadonlyMap<string, LockedAuthority>
}

export function vouchedFiles(input: VouchedInput): VouchedFile[] {
  const { counted, results, comparison, listings } = input
  const verdicts = new Map(comparison.files.map((f) => [f.path, f]))
  const byLabel = new Map(listings.map((l) => [authorityOf(l), l]))
  return counted
    .map((file, i) => vouchedFile(file, results[i]!, verdicts.get(file.path), byLabel, input))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function vouchedFile(
  file: SourceFile,
  result: DigestResult,
  found: FileVerdict | undefined,
  byLabel: ReadonlyMap<string, Listing>,
  { examined, strangers, origins, refusals, against }: VouchedInput,
): VouchedFile {
  const { path, aliases, absolute } = file
  const origin = origins.of(path)
  const base = { path, aliases, absolute, ...(origin && { origin }), ...sourceOf(file, examined.tree) }
  if (result.outcome === 'failed' || !found) {
    const detail = result.outcome === 'failed' ? result.detail : 'was not compared'
    return { ...base, size: file.size, verdict: 'unchecked', independence: 'none', checks: [], detail }
  }
  const { digest, size, words } = found
  const checks = words.map(({ algorithm, expected, authority, verdict }) => ({
    path,
    algorithm,
    expected,
    authority,
    verdict,
  }))
  const refused = refusals.find((r) => r.path === path && verdictOfRefusal(r) === 'mismatch')
  if (refused && found.verdict !== 'mismatch') {
    const says = against.get(path)
    const { message: detail } = refused
    return {
      ...base,
      digest,
      size,
      verdict: 'mismatch',
      independence: says ? 'shown' : 'none',
      ...(says && { authority: says }),
      checks,
      detail,
    }
  }
  const pointer = examined.pointers.get(path)
  if (pointer) {
    const detail = `is an LFS pointer: the file itself (${formatBytes(pointer.size)}) is not here; git lfs pull fetches it`
    return { ...base, digest, size, verdict: 'unchecked', independence: 'none', checks: [], detail }
  }
  const stranger =
    found.verdict === 'consistent' || found.verdict === 'unpublished' ? strangers.get(path) : undefined
  const authority = found.expected === undefined ? undefined : lockedAuthority(found, byLabel)
  const detail = stranger ?? detailOf(found)
  const algorithm = words[0]?.algorithm
  const other = algorithm === undefined ? undefined : result.others[algorithm]
  return {
    ...base,
    digest,
    size,
    verdict: stranger === undefined ? found.verdict : 'unpublished',
    independence: stranger === undefined ? found.independence : 'none',
    ...(authority && stranger === undefined && { authority }),
    checks,
    ...(other !== undefined && { found: `${algorithm}:${other}` }),
    ...(detail !== undefined && { detail }),
  }
}

/** Which snapshot of a hub it belongs to, or which commit it was downloaded from. */
function sourceOf(
  { path, aliases }: SourceFile,
  { repositories, downloads }: ExaminedTree['tree'],
): Pick<VouchedFile, 'repository' | 'revision'> {
  const repository = repositories.find(({ folder }) =>
    [path, ...aliases].some((name) => folder === '' || name.startsWith(`${folder}/`)),
  )
  if (repository) {
    const { kind, name, commit } = repository
    return { repository: { kind, name, commit } }
  }
  const download = downloads.find((d) => d.path === path)
  return download ? { revision: download.commit } : {}
}

function lockedAuthority(
  { authority = '', expected = '' }: FileVerdict,
  byLabel: ReadonlyMap<string, Listing>,
): LockedAuthority | undefined {
  // A lock repeats somebody: `hf-lfs-oid … (assay-lock assay.lock)`.
  const own = /^(?<whom>.*) \((?<lock>assay-lock .*)\)$/s.exec(authority)?.groups
  const listing = byLabel.get(authority) ?? byLabel.get(own?.['lock'] ?? '')
  if (!listing) return undefined
  const { kind, source, signer } = listing
  const whom = own?.['whom'] ?? signer
  return { kind, source, ...(whom !== undefined && { signer: whom }), says: expected }
}

function detailOf({ verdict, contradicts, listedAs, words, authority }: FileVerdict): string | undefined {
  if (verdict === 'mismatch')
    return contradicts === undefined ? undefined : `${contradicts} agrees with the file`
  if (verdict === 'unpublished')
    return listedAs === undefined ? undefined : `the same bytes are published as ${listedAs}`
  if (verdict !== 'unchecked') return undefined
  if (words.some((w) => w.outcome === 'weak'))
    return `only ${words[0]!.algorithm} agrees, and files can be made to agree with it`
  return authority === undefined
    ? undefined
    : `${authority} says something of it that could not be understood`
}
