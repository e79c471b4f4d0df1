import { posix } from 'node:path'
import { isCode, isLoadable, isWeights } from '../../../integrity/loadable.ts'
import type { CheckedFile } from '../../../inventory/checks.ts'
import type { AuthorityKind, ChecksumAlgorithm } from '../../../model/checksum.ts'
import type { Evidence } from '../../../model/finding.ts'
import type { Rule } from '../../../model/rule.ts'
import { severityRank, type Severity } from '../../../model/severity.ts'
import type { TreeFacts } from '../facts.ts'

export const digestMismatch: Rule<TreeFacts> = {
  id: 'tree-digest-mismatch',
  title: 'Not the bytes that somebody vouched for',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Content-addressed stores name a file by its digest, downloads into a folder leave a record of it, publishers put ' +
    'lists of checksums beside their files or into the model card, and an `assay.lock` says what was reviewed. Bytes ' +
    'that no longer match were changed after they were vouched for, or arrived damaged; clients check the size at ' +
    'most. What contradicts the lock in force is high whatever the file is. What contradicts a list is high for files ' +
    'that loaders read and low for others, since a README is edited without making the list anew; what contradicts a ' +
    'card is medium, since cards grow old. A match says only that the file is what its origin sent, not that the ' +
    'origin is trustworthy.',
  remedy:
    'Fetch the file again from where it was published; find out who changed it before anything loads it.',
  references: ['CWE-354', 'CWE-494'],
  *check({ checked }) {
    const contradicted = checked.filter(({ check }) => check.verdict === 'mismatch')
    for (const [path, checks] of Map.groupBy(contradicted, (c) => c.check.path)) {
      // One finding a file, in the words of the one who weighs most.
      const [first, ...others] = checks.toSorted(byWeight)
      const { check, found } = first!
      const at = { path }
      yield {
        message: `${messageOf(first!)}: ${contrast(first!)}`,
        severity: severityOf(first!),
        at,
        evidence: [evidenceOf(first!), ...others.map(evidenceOf)],
        seen: `${check.expected} ${found ?? 'size'}`,
        ...(isInForce(first!) && { remedy: LOCK_REMEDY }),
      }
    }
  },
}

function byWeight(a: CheckedFile, b: CheckedFile): number {
  return severityRank(severityOf(b)) - severityRank(severityOf(a))
}

function isInForce({ kind, cameWithBytes }: CheckedFile): boolean {
  return kind === 'assay-lock' && !cameWithBytes
}

/** Of an algorithm that was not worked out, the size alone can tell. */
function contrast({ check: { algorithm, expected }, found }: CheckedFile): string {
  if (found === undefined) return 'another size is expected'
  return `${NAMES[algorithm]} ${short(expected)} is expected, the bytes have ${short(found)}`
}

const LOCK_REMEDY =
  'Restore the file from its source; if the change is meant, lock it again with an authority for the new bytes: assay lock --against …'

const NAMES: Readonly<Record<ChecksumAlgorithm, string>> = {
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  'blake2b-512': 'blake2b-512',
  sha1: 'sha1',
  md5: 'md5',
  'git-blob-sha1': 'git blob id',
}

const STORES: Readonly<Partial<Record<AuthorityKind, string>>> = {
  'hf-lfs-oid': 'hub download',
  'hf-git-oid': 'hub download',
  'ollama-manifest': 'Ollama manifest',
  'oci-digest': 'OCI manifest',
}

function messageOf({ kind, check, at }: CheckedFile): string {
  const store = STORES[kind]
  if (kind === 'lfs-pointer') return 'is not what was committed'
  if (store !== undefined) return `is not what was downloaded, by the ${store}`
  if (kind === 'assay-lock') return 'is not what was locked'
  const source = at === undefined ? check.authority : posix.basename(at.path)
  return `is not what ${source} says`
}

function severityOf({ kind, check: { path }, cameWithBytes, isRecord }: CheckedFile): Severity {
  switch (kind) {
    // Cards and settings in a download folder are edited by their owners; weights and code are not.
    case 'hf-git-oid':
      return isRecord === true && !isCode(path) && !isWeights(path) ? 'low' : 'high'
    case 'lfs-pointer':
      return isRecord === true ? 'low' : 'high'
    case 'sha256sums-file':
      return isLoadable(path) ? 'high' : 'low'
    case 'model-card':
      return isLoadable(path) ? 'medium' : 'low'
    case 'assay-lock':
      return !cameWithBytes || isLoadable(path) ? 'high' : 'low'
    default:
      return 'high'
  }
}

function evidenceOf({ check, found, at }: CheckedFile): Evidence {
  const { path, algorithm, expected, authority } = check
  const name = NAMES[algorithm]
  if (found === undefined) return { at: at ?? { path }, says: `another size is expected of ${path}` }
  // The list itself is where anybody can look it up.
  return at
    ? { at, says: `states ${name} ${expected} for ${path}, which has ${found}` }
    : { at: { path }, says: `${name} of the bytes is ${found}, ${expected} is expected by ${authority}` }
}

function short(hex: string): string {
  return `${hex.slice(0, 12)}…`
}
