import type { Digest } from '../../../model/identity.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { recordIn, textIn } from '../json-fields.ts'
import type { ResultDocument } from '../result-document.ts'
import { digestSet } from '../write-statement.ts'

const VERIFIER = 'https://assay.example/verifiers/scan/v1'
const ALLOWED = 'ASSAY_ALLOWED'

export interface SummaryInput {
  /** Of what was verified, as its users name it. */
  readonly resource: string
  /** The policy that decided. */
  readonly policy: { readonly name: string; readonly digest: Digest }
}

/** The decision of a scan as SLSA's verification summary. When it was made, the report does not say. */
export function summaryPredicate(
  { kind, name, value }: ResultDocument,
  { resource, policy }: SummaryInput,
): unknown {
  const outcome = textIn(recordIn(value, 'decision'), 'outcome')
  if (kind !== 'scan' || outcome === undefined)
    throw new UsageError(`${name}: a verification summary is made of a report with a decision`)
  if (!URL.canParse(resource)) throw new UsageError(`--resource ${resource}: is no URI`)
  const passed = outcome === 'allow' || outcome === 'warn'
  const version = textIn(recordIn(value, 'tool'), 'version')
  return {
    verifier: { id: VERIFIER, ...(version !== undefined && { version: { assay: version } }) },
    resourceUri: resource,
    policy: { name: policy.name, digest: digestSet(policy.digest) },
    verificationResult: passed ? 'PASSED' : 'FAILED',
    verifiedLevels: [passed ? ALLOWED : 'FAILED'],
  }
}
