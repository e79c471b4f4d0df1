import { isRecord, type StrictRecord } from '../../bytes/strict-json.ts'
import type { ClaimedFile, DerivationClaim } from '../../model/derivation-claim.ts'
import type { Digest } from '../../model/identity.ts'
import { recordIn, recordsIn, textIn } from '../attestations/json-fields.ts'
import { DERIVATION } from '../attestations/predicate-types.ts'
import { isDigest } from '../attestations/predicates/scan.ts'
import type { Statement } from '../attestations/statement.ts'

const LEVELS = ['L3', 'L2', 'L1', 'L0', 'U'] as const
const MAX_FILES = 10_000
const MAX_NAME = 1000

/** What a document `assay/derivation/1` says; undefined where it says nothing that could be understood. */
export function documentClaim(value: StrictRecord, document: Digest): DerivationClaim | undefined {
  if (textIn(value, 'schema') !== 'assay/derivation/1') return undefined
  const candidate = recordsIn(recordIn(value, 'candidate'), 'files').slice(0, MAX_FILES)
  return claim(value, candidate.flatMap(fileOf), { document, isSigned: false })
}

/** What a statement says of its subjects; undefined for statements of other kinds. */
export function statementClaim(
  { predicateType, predicate, subjects }: Statement,
  source: Pick<DerivationClaim, 'document' | 'isSigned'>,
): DerivationClaim | undefined {
  if (predicateType !== DERIVATION || !isRecord(predicate)) return undefined
  const candidate = subjects.slice(0, MAX_FILES).flatMap(({ name, digest }): ClaimedFile[] => {
    const hex = digest.get('sha256')
    return hex === undefined ? [] : [{ name: name.slice(0, MAX_NAME), digest: `sha256:${hex}` }]
  })
  return claim(predicate, candidate, source)
}

function claim(
  value: StrictRecord,
  candidate: readonly ClaimedFile[],
  source: Pick<DerivationClaim, 'document' | 'isSigned'>,
): DerivationClaim | undefined {
  const level = LEVELS.find((l) => l === textIn(value, 'level'))
  const kind = textIn(value, 'class')
  const reference = recordIn(value, 'reference')
  const name = textIn(reference, 'name')
  if (!level || kind === undefined || !/^[a-z-]{1,40}$/.test(kind) || name === undefined) return undefined
  const purl = textIn(reference, 'purl')
  return {
    level,
    class: kind,
    candidate,
    reference: {
      name: name.slice(0, MAX_NAME),
      ...(purl !== undefined && purl.length <= MAX_NAME && { purl }),
      files: recordsIn(reference, 'files').slice(0, MAX_FILES).flatMap(fileOf),
    },
    ...source,
  }
}

/** `sha256:…` in documents, a set of digests in statements. */
function fileOf(file: StrictRecord): ClaimedFile[] {
  const name = (textIn(file, 'name') ?? '').slice(0, MAX_NAME)
  const hex = textIn(recordIn(file, 'digest'), 'sha256')
  const digest = hex === undefined ? (textIn(file, 'digest') ?? '') : `sha256:${hex}`
  return name !== '' && isDigest(digest) ? [{ name, digest }] : []
}
