import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Finding, Gap } from '../model/finding.ts'
import type { Report } from '../model/report.ts'
import { columns } from '../text/wrap.ts'
import { hostileReport, PLAIN } from './report-example.ts'
import { table } from './table.ts'

function many(paths: readonly string[]): Report {
  const [example] = hostileReport().findings
  const findings = paths.map((path): Finding => {
    const at = { path, range: { unit: 'byte' as const, start: 1, end: 2 } }
    return {
      ...example!,
      at,
      message: 'runs code',
      remedy: 'Do not load it.',
      evidence: [{ at, says: 'a call' }],
    }
  })
  return { ...hostileReport(), findings, waived: [], gaps: [], notes: [], code: [] }
}

describe('table', () => {
  it('says a thing once and lists where else it is true', () => {
    const text = table(many(['a.pt', 'a.pt', 'b.pt', 'c.pt', 'd.pt', 'e.pt']), { ...PLAIN, verbose: false })
    assert.equal(text.match(/runs code/g)?.length, 1)
    assert.match(text, /\(\+ 1 more in this file\)/)
    assert.match(text, /also in b\.pt, c\.pt, d\.pt \+ 1 more/)
  })

  it('repeats in short what a file with a block of its own shares with others', () => {
    const report = many(['a.pt', 'b.pt'])
    const own: Finding = {
      ...report.findings[1]!,
      rule: 'pickle-stray',
      severity: 'low',
      message: 'has stray bytes',
    }
    const text = table({ ...report, findings: [...report.findings, own] }, { ...PLAIN, verbose: false })
    assert.match(text, /\nb\.pt\n {2}CRITICAL {2}runs code \(as in a\.pt\)\n {2}LOW {7}has stray bytes\n/)
  })

  it('names a file once however often the same part of it could not be read', () => {
    const gaps = ['a.pt', 'a.pt', 'b.pt'].map((path): Gap => ({
      at: { path },
      reason: 'malformed',
      detail: 'ends early',
    }))
    const text = table({ ...many([]), gaps }, PLAIN)
    assert.match(text, /: 3 places\n {2}malformed {4}a\.pt, b\.pt\n/)
  })

  it('ends with the counts', () =>
    assert.match(
      table(many(['a.pt']), PLAIN),
      /\n1 finding \(1 critical\), 0 waived, 0 gaps, 1 artifact, 12 B\n$/,
    ))

  it('is no wider than the terminal, with and without colour', () => {
    for (const width of [60, 80, 120])
      for (const colour of [false, true]) {
        const report = { ...hostileReport(), code: [] }
        // oxlint-disable-next-line no-control-regex -- our own styles
        const text = table(report, { ...PLAIN, width, colour }).replaceAll(/\u001b\[[\d;]*m/g, '')
        // The counts are one line for programs, whatever its width.
        for (const line of text.trimEnd().split('\n').slice(0, -1))
          assert.ok(columns(line) <= width, `${columns(line)} at ${width}: ${line}`)
      }
  })
})
