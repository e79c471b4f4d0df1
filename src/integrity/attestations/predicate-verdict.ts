import { isRecord, type StrictRecord } from '../../bytes/strict-json.ts'
import type { RefusalCode } from '../refusal.ts'
import { recordIn, textIn } from './json-fields.ts'
import {
  DERIVATION,
  isIndexPublish,
  SCAN,
  SLSA_PROVENANCE,
  SLSA_PROVENANCE_02,
  VERIFICATION_SUMMARY,
} from './predicate-types.ts'
import type { Statement } from './statement.ts'
import type { SubjectMatch } from './subjects.ts'

/** Why what a trusted signer says still is no reason to accept the files. */
interface Objection {
  readonly code: RefusalCode
  readonly message: string
  readonly expected?: string
  readonly found?: string
}

export interface PredicateVerdict {
  readonly objection?: Objection
  /** Short phrases for a person: `built by https://…`. Untrusted text. */
  readonly says: readonly string[]
}

const PROVENANCE: ReadonlySet<string> = new Set([SLSA_PROVENANCE, SLSA_PROVENANCE_02])

interface Question {
  readonly builder?: string
  readonly matching: readonly SubjectMatch[]
}

/** What the predicate comes down to: a statement can be signed, about these bytes, and against them. */
export function predicateVerdict(statement: Statement, question: Question): PredicateVerdict {
  const predicate = isRecord(statement.predicate) ? statement.predicate : undefined
  if (question.builder !== undefined && !PROVENANCE.has(statement.predicateType))
    return builderVerdict(undefined, question)
  switch (statement.predicateType) {
    case SCAN:
      return scanVerdict(predicate)
    case DERIVATION:
      return derivationVerdict(predicate)
    case VERIFICATION_SUMMARY:
      return summaryVerdict(predicate)
    case SLSA_PROVENANCE:
      return builderVerdict(recordIn(recordIn(predicate, 'runDetails'), 'builder'), question)
    case SLSA_PROVENANCE_02:
      return builderVerdict(recordIn(predicate, 'builder'), question)
    default:
      return isIndexPublish(statement.predicateType) ? publishVerdict(statement, question) : { says: [] }
  }
}

function scanVerdict(predicate: StrictRecord | undefined): PredicateVerdict {
  const outcome = textIn(recordIn(predicate, 'decision'), 'outcome')
  if (outcome === 'allow' || outcome === 'warn') return { says: [`the scan decided ${outcome}`] }
  return denied(`the scan decided ${outcome ?? 'nothing'}`)
}

/** L0 deviates from the reference, U could not be compared with it. */
function derivationVerdict(predicate: StrictRecord | undefined): PredicateVerdict {
  const level = textIn(predicate, 'level') ?? 'no level'
  const says = `derivation ${level}, ${textIn(predicate, 'class') ?? 'no class'}`
  return /^L[1-9]$/.test(level) ? { says: [says] } : denied(says)
}

function summaryVerdict(predicate: StrictRecord | undefined): PredicateVerdict {
  const result = textIn(predicate, 'verificationResult')
  const verifier = textIn(recordIn(predicate, 'verifier'), 'id') ?? 'an unnamed verifier'
  if (result === 'PASSED') return { says: [`passed the policy of ${verifier}`] }
  return denied(`${result ?? 'no result'} by ${verifier}`)
}

function builderVerdict(builder: StrictRecord | undefined, { builder: wanted }: Question): PredicateVerdict {
  const id = textIn(builder, 'id')
  const says = id === undefined ? [] : [`built by ${id}`]
  if (wanted === undefined || wanted === id) return { says }
  const objection: Objection = {
    code: 'builder-mismatch',
    message: id === undefined ? 'names no builder' : `was built by ${id}`,
    expected: wanted,
    ...(id !== undefined && { found: id }),
  }
  return { says, objection }
}

/** One file, and the name under which an index has it: PEP 740. */
function publishVerdict({ subjects }: Statement, { matching }: Question): PredicateVerdict {
  const [match] = matching
  if (subjects.length !== 1)
    return { says: [], objection: { code: 'statement-malformed', message: 'is about more than one file' } }
  const name = match?.file.path.split('/').at(-1) ?? ''
  const published = match?.subject.name ?? ''
  if (match === undefined || fileNameKey(name) === fileNameKey(published))
    return { says: [`published as ${published}`] }
  return {
    says: [],
    objection: {
      code: 'subject-mismatch',
      message: `was published under another name`,
      expected: published,
      found: name,
    },
  }
}

function fileNameKey(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}

function denied(says: string): PredicateVerdict {
  return { says: [says], objection: { code: 'result-denied', message: says } }
}
