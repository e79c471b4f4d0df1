import type { StrictRecord } from '../../../bytes/strict-json.ts'
import { listIn, recordIn, recordsIn, textIn, valueIn } from '../json-fields.ts'
import type { ResultDocument } from '../result-document.ts'
import { descriptor, type NamedBytes } from '../write-statement.ts'

/** What a report comes down to; the files that were scanned are the subjects. */
export function scanPredicate({ name, digest, value }: ResultDocument): unknown {
  const tool = recordIn(value, 'tool')
  const decision = recordIn(value, 'decision')
  return {
    scanner: {
      name: valueIn(tool, 'name'),
      version: valueIn(tool, 'version'),
      rules: valueIn(tool, 'rules'),
    },
    report: { ...descriptor({ name, digest }), mediaType: 'application/json' },
    decision: { outcome: valueIn(decision, 'outcome'), because: listIn(decision, 'because') },
    counts: valueIn(value, 'counts'),
    findings: recordsIn(value, 'findings').map(findingOf),
    waived: recordsIn(value, 'waived').map((waived) => {
      const waiver = recordIn(waived, 'waiver')
      return {
        ...findingOf(recordIn(waived, 'finding')),
        reason: valueIn(waiver, 'reason'),
        owner: valueIn(waiver, 'owner'),
        expires: valueIn(waiver, 'expires'),
      }
    }),
    gaps: recordsIn(value, 'gaps').map((gap) => ({
      path: textIn(recordIn(gap, 'at'), 'path'),
      reason: valueIn(gap, 'reason'),
      detail: valueIn(gap, 'detail'),
    })),
  }
}

function findingOf(finding: StrictRecord | undefined): Readonly<Record<string, unknown>> {
  return {
    rule: valueIn(finding, 'rule'),
    severity: valueIn(finding, 'severity'),
    confidence: valueIn(finding, 'confidence'),
    path: textIn(recordIn(finding, 'at'), 'path'),
    message: valueIn(finding, 'message'),
    fingerprint: valueIn(finding, 'fingerprint'),
  }
}

/** Files that were read to their end. Members of archives are no files that anybody could compare. */
export function scannedFiles({ value }: ResultDocument): readonly NamedBytes[] {
  const artifacts = recordsIn(value, 'artifacts')
  const paths = new Set(artifacts.map((artifact) => textIn(artifact, 'path') ?? ''))
  return artifacts.flatMap((artifact) => {
    const name = textIn(artifact, 'path') ?? ''
    const digest = textIn(artifact, 'digest') ?? ''
    return isDigest(digest) && name !== '' && !isMember(name, paths) ? [{ name, digest }] : []
  })
}

function isMember(path: string, paths: ReadonlySet<string>): boolean {
  for (let at = path.indexOf('!'); at >= 0; at = path.indexOf('!', at + 1))
    if (paths.has(path.slice(0, at))) return true
  return false
}

export function isDigest(text: string): text is NamedBytes['digest'] {
  return /^sha256:[0-9a-f]{64}$/.test(text)
}
