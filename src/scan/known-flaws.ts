import { closeSync, openSync } from 'node:fs'
import type { AdvisoryIndex } from '../advisories/read-index.ts'
import { descriptorBytes } from '../bytes/bytes.ts'
import type { Limits } from '../model/context.ts'
import type { Gap } from '../model/finding.ts'
import { auditPackages } from '../packages/audit/audit.ts'
import type { AuditFinding } from '../packages/audit/report.ts'
import { auditRule } from '../packages/audit/rules.ts'
import { isPackageFileName } from '../packages/file-names.ts'
import type { SourceTree } from '../sources/tree.ts'
import type { RuledDraft } from './inspect.ts'
import { readPackages } from './package-files.ts'

export interface KnownFlaws {
  readonly drafts: readonly RuledDraft[]
  readonly gaps: readonly Gap[]
}

/** What advisories say of the packages that the tree's files name. What cannot be read there is a gap of the scan already. */
export function knownFlaws(
  tree: SourceTree,
  index: AdvisoryIndex,
  options: { readonly limits: Limits; readonly signal: AbortSignal; readonly clock: () => Date },
): KnownFlaws {
  const open: number[] = []
  try {
    const sources = tree.files
      .filter(({ path }) => isPackageFileName(path))
      .map(({ path, absolute, size }) => ({
        path,
        open: () => {
          const fd = openSync(absolute, 'r')
          open.push(fd)
          return descriptorBytes(fd, size)
        },
      }))
    const { files } = readPackages(sources, options)
    if (files.length === 0) return { drafts: [], gaps: [] }
    const { findings, gaps } = auditPackages(files, index)
    return { drafts: findings.map(draftOf), gaps }
  } finally {
    for (const fd of open) closeSync(fd)
  }
}

function draftOf(finding: AuditFinding): RuledDraft {
  const { package: name, version = '', id, aliases, kind, severity, fixed, summary, at } = finding
  const rule = auditRule(kind)
  const what = `${name} ${version}`.trim()
  const says = {
    malicious: 'is known to be malicious',
    vulnerable: 'is vulnerable',
    unknown: 'may be affected',
  }[kind]
  const ids = [id, ...aliases].slice(0, 4).join(', ')
  return {
    rule: rule.id,
    severity,
    confidence: rule.confidence,
    message: `${what} ${says}: ${ids}`,
    at,
    evidence: [{ at, says: `names ${what}`, excerpt: summary }],
    seen: `${name} ${version} ${id}`,
    remedy: fixed.length > 0 ? `Upgrade ${name} to ${fixed.slice(0, 3).join(' or ')}.` : rule.remedy,
  }
}
