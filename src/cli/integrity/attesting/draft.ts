import { resolve } from 'node:path'
import { derivationPredicate, candidateFiles } from '../../../integrity/attestations/predicates/derivation.ts'
import { lockedFiles, lockPredicate } from '../../../integrity/attestations/predicates/lock.ts'
import { provenancePredicate } from '../../../integrity/attestations/predicates/provenance.ts'
import { scannedFiles, scanPredicate } from '../../../integrity/attestations/predicates/scan.ts'
import { summaryPredicate } from '../../../integrity/attestations/predicates/summary.ts'
import {
  CYCLONEDX,
  DERIVATION,
  LOCK,
  SCAN,
  SLSA_PROVENANCE,
  SPDX,
  VERIFICATION_SUMMARY,
} from '../../../integrity/attestations/predicate-types.ts'
import type { ResultDocument } from '../../../integrity/attestations/result-document.ts'
import type {
  Descriptor,
  NamedBytes,
  StatementDraft,
} from '../../../integrity/attestations/write-statement.ts'
import { readLock } from '../../../integrity/lock/read.ts'
import { sha256 } from '../../../model/identity.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { readDocument } from '../../../sbom/read-document.ts'
import type { Invocation } from '../../command.ts'
import { readFileNamed } from './named-file.ts'
import { bytesOfBom, dependenciesOfBom, dependenciesOfLock } from './listed-bytes.ts'
import { subjectFiles } from './subject-files.ts'

/** A result, with what it says of which bytes. */
interface Examined {
  readonly predicateType: string
  readonly predicate: unknown
  /** Files that it names itself. */
  readonly names: readonly NamedBytes[]
  /** It says something of each of these files, and of no others. */
  readonly isOfThese: boolean
  readonly dependencies: readonly Descriptor[]
}

/** What `assay attest` states. Throws `UsageError`. */
export async function draftOf(result: ResultDocument, invocation: Invocation): Promise<StatementDraft> {
  const { options } = invocation
  const examined = await examine(result)
  const given = await subjectFiles(invocation)
  const subjects = subjectsOf(result, examined, given, options['provenance'] === true)
  if (options['provenance'] === true) {
    const made = new Set(subjects.map(({ digest }) => digest.slice('sha256:'.length)))
    const predicate = provenancePredicate(result, {
      ...textOption(options, 'builder'),
      ...textOption(options, 'buildType'),
      parameters: (options['parameter'] ?? []) as readonly string[],
      dependencies: examined.dependencies.filter(({ digest }) => !made.has(digest?.['sha256'] ?? '')),
    })
    return { subjects, predicateType: SLSA_PROVENANCE, predicate }
  }
  if (options['vsa'] === true)
    return { subjects, predicateType: VERIFICATION_SUMMARY, predicate: summary(result, invocation) }
  const { predicateType, predicate } = examined
  return { subjects, predicateType, predicate }
}

async function examine(result: ResultDocument): Promise<Examined> {
  switch (result.kind) {
    case 'scan':
      return of(SCAN, scanPredicate(result), scannedFiles(result))
    case 'derivation':
      return of(DERIVATION, derivationPredicate(result), candidateFiles(result))
    case 'lock': {
      const reading = readLock(result.bytes, result.name)
      if (reading.outcome === 'refused') throw new UsageError(`${result.name}: ${reading.refusal.message}`)
      if (!reading.intact)
        throw new UsageError(
          `${result.name}: was changed by other means than assay lock; nobody should sign it`,
        )
      const { lock } = reading
      return {
        ...of(LOCK, lockPredicate(result, lock), lockedFiles(lock)),
        dependencies: dependenciesOfLock(lock),
      }
    }
    default: {
      const bom = await readDocument(Buffer.from(result.bytes).toString('utf8'), result.name)
      return {
        ...of(result.kind === 'cyclonedx' ? CYCLONEDX : SPDX, result.value, bytesOfBom(bom)),
        isOfThese: false,
        dependencies: dependenciesOfBom(bom),
      }
    }
  }
}

function of(predicateType: string, predicate: unknown, names: readonly NamedBytes[]): Examined {
  return { predicateType, predicate, names, isOfThese: true, dependencies: [] }
}

/** A report says nothing of a file that was not scanned: whoever names one has changed it since, or is mistaken. */
function subjectsOf(
  { name }: ResultDocument,
  { names, isOfThese }: Examined,
  given: readonly NamedBytes[],
  isProvenance: boolean,
): readonly NamedBytes[] {
  if (given.length === 0) {
    if (names.length === 0)
      throw new UsageError(`${name}: names no bytes: say with --subject which files it is about`)
    return names
  }
  const known = new Set(names.map(({ digest }) => digest))
  const stranger = isOfThese && !isProvenance ? given.find(({ digest }) => !known.has(digest)) : undefined
  if (stranger) throw new UsageError(`--subject ${stranger.name}: ${name} says nothing of these bytes`)
  return given
}

function summary(result: ResultDocument, { options, io }: Invocation): unknown {
  const { resource, policy } = options
  if (typeof resource !== 'string' || typeof policy !== 'string')
    throw new UsageError('--vsa: needs --resource (what was verified) and --policy (the file that decided)')
  const { name, data } = readFileNamed('--policy', resolve(io.cwd, policy), policy)
  return summaryPredicate(result, { resource, policy: { name, digest: sha256(data) } })
}

function textOption(options: Invocation['options'], name: string): Readonly<Record<string, string>> {
  const value = options[name]
  return typeof value === 'string' ? { [name]: value } : {}
}
