import type { Finding } from '../model/finding.ts'
import type { Report } from '../model/report.ts'
import type { ReportOptions } from './reporter.ts'

/** Text that tries to become something else in every medium a report is written for. */
export const INJECTION: string = [
  '\u001b]0;owned\u0007\u001b[2J\u001b[31m',
  '\u202egnp.exe\u2066',
  '</code><script>alert(1)</script><img src=x onerror=alert(1)>',
  '"\' onmouseover=alert(1) x="',
  '`` ``` [click](https://example.invalid) @everyone #1 | a |',
  '\n::error::owned\r\n::set-output name=x::y',
  '{0} %0A %25',
  '\ud800',
].join(' ')

function finding(over: Partial<Finding>): Finding {
  const at = over.at ?? { path: 'model.pt' }
  return {
    rule: 'pickle-code-execution',
    severity: 'critical',
    confidence: 'certain',
    subject: `file:${at.path}`,
    message: 'runs code',
    remedy: 'Do not load it.',
    evidence: [{ at, says: 'seen' }],
    fingerprint: '0123456789abcdef0123456789abcdef',
    ...over,
    at,
  }
}

/** A report in which every text that can come from scanned files is hostile. */
export function hostileReport(): Report {
  const path = `dir/${INJECTION}.pt`
  const at = { path: `${path}!${INJECTION}`, range: { unit: 'byte' as const, start: 4, end: 9 } }
  const evidence = { at, says: INJECTION, excerpt: INJECTION }
  const hostile = finding({
    at,
    message: INJECTION,
    remedy: INJECTION,
    subject: INJECTION,
    evidence: [evidence, evidence],
  })
  const line = finding({
    at: { path, range: { unit: 'line', start: 3, end: 3 } },
    severity: 'medium',
    message: `at ${INJECTION}`,
  })
  const waiver = { rule: hostile.rule, path: '*', reason: INJECTION, owner: INJECTION, expires: '2027-01-31' }
  return {
    schema: 'assay/report/1',
    tool: { name: 'assay', version: '0.1.0', rules: 'sha256:0' },
    artifacts: [{ path, size: 12, format: 'pickle', digest: `sha256:${'a'.repeat(64)}` }],
    components: [
      { id: INJECTION, kind: 'file', name: INJECTION, identity: {}, artifacts: [path], evidence: [evidence] },
    ],
    relations: [{ from: INJECTION, to: INJECTION, kind: 'contains', evidence }],
    findings: [hostile, line],
    waived: [{ finding: hostile, waiver }],
    gaps: [{ at, reason: 'malformed', detail: INJECTION }],
    counts: { artifacts: 1, bytes: 12 },
    notes: [INJECTION],
    code: [{ path, source: `import os\n${INJECTION}` }],
    decision: { outcome: 'deny', because: ['1 finding of severity high or worse'] },
  }
}

export const PLAIN: ReportOptions = {
  rules: new Map(),
  colour: false,
  width: 80,
  showWaived: true,
  verbose: true,
  prefix: '',
}
