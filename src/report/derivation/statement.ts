import { DERIVATION } from '../../integrity/attestations/predicate-types.ts'
import { candidateFiles, derivationPredicate } from '../../integrity/attestations/predicates/derivation.ts'
import { resultDocument } from '../../integrity/attestations/result-document.ts'
import { statementBytes } from '../../integrity/attestations/write-statement.ts'
import type { Derivation } from '../../lineage/verdict/derivation.ts'
import { UsageError } from '../../model/usage-error.ts'
import { visibleJsonLine } from '../../text/visible.ts'
import { json } from './json.ts'

/**
 * An in-toto statement about the files of the candidate, as `assay attest` makes it of the JSON document. Nobody has
 * signed it. Throws `UsageError` where the bytes of the candidate are not known.
 */
export function statement(result: Derivation): string {
  const { name, files } = result.candidate
  if (files.some((f) => f.digest === undefined))
    throw new UsageError(
      `${name}: was read by ranges and not as a whole: a statement needs the digest of its files; download it first`,
    )
  const document = resultDocument(Buffer.from(json(result)), `${name}.derivation.json`)
  const bytes = statementBytes({
    subjects: candidateFiles(document),
    predicateType: DERIVATION,
    predicate: derivationPredicate(document),
  })
  return `${visibleJsonLine(JSON.parse(bytes.toString('utf8')))}\n`
}
