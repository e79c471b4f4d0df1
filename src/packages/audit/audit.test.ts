import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  indexExample,
  type AdvisoryExample,
  type IndexExampleOptions,
} from '../../advisories/index-example.ts'
import { openIndex } from '../../advisories/read-index.ts'
import type { PackageEntry } from '../package-set.ts'
import { auditReport, type AuditRequest } from './make-report.ts'
import { plainEntry, plainSet } from './plain-set.ts'
import type { AuditReport } from './report.ts'
import { auditTable } from './table.ts'

function audit(
  packages: readonly PackageEntry[],
  advisories: readonly AdvisoryExample[],
  request: Partial<AuditRequest> & IndexExampleOptions = {},
): AuditReport {
  return auditReport({
    files: [{ path: 'app/uv.lock', set: plainSet(packages) }],
    gaps: [],
    index: openIndex(indexExample(advisories, request)),
    now: new Date('2026-01-03T12:00:00Z'),
    maxAge: 7,
    failOn: 'high',
    strict: false,
    ...request,
  })
}

function conda(name: string, version: string, build?: string): PackageEntry {
  return { ...plainEntry(name, version, 3), ecosystem: 'conda', conda: build === undefined ? {} : { build } }
}

const npm = (name: string, version: string): PackageEntry => ({
  ...plainEntry(name, version, 4),
  ecosystem: 'npm',
})

function unpinned(name: string): PackageEntry {
  const { version: _, ...entry } = plainEntry(name, '', 2)
  return entry
}

function found({ findings }: AuditReport): readonly string[] {
  return findings.map((f) => `${f.kind} ${f.severity} ${f.package} ${f.version ?? '*'} ${f.id}`)
}

describe('audit of packages', () => {
  it('finds what applies to the version, malice first, then by severity', () => {
    const report = audit(
      [
        plainEntry('torch', '1.9+cu111', 1),
        plainEntry('litellm', '1.82.7', 2),
        plainEntry('numpy', '2.0', 3),
      ],
      [
        { id: 'PYSEC-1', name: 'torch', below: '2.0', severity: 'high', aliases: ['CVE-1'], summary: 'Bad.' },
        { id: 'PYSEC-2', name: 'torch', below: '1.5' },
        { id: 'PYSEC-3', name: 'torch', below: '1.10' },
        { id: 'MAL-4', name: 'litellm', versions: ['1.82.7', '1.82.8'], malicious: true },
        { id: 'PYSEC-5', name: 'numpy', below: '2.0', severity: 'critical' },
      ],
    )
    assert.deepEqual(found(report), [
      'malicious critical litellm 1.82.7 MAL-4',
      'vulnerable high torch 1.9+cu111 PYSEC-1',
      'vulnerable medium torch 1.9+cu111 PYSEC-3',
    ])
    const { at, aliases, fixed, rule } = report.findings[1]!
    assert.deepEqual(
      { at, aliases, fixed, rule },
      {
        at: { path: 'app/uv.lock', range: { unit: 'line', start: 1, end: 1 } },
        aliases: ['CVE-1'],
        fixed: ['2.0'],
        rule: 'packages-vulnerable',
      },
    )
    assert.equal(report.packages, 3)
    assert.equal(report.decision.outcome, 'deny')
  })

  it('speaks once of a flaw, and names no fix that another record calls affected', () => {
    const report = audit(
      [plainEntry('p', '1.0', 1), plainEntry('p', '1.0', 9)],
      [
        { id: 'GHSA-1', name: 'p', flaw: 1, below: '1.5', aliases: ['CVE-1', 'PYSEC-1'] },
        { id: 'PYSEC-1', name: 'p', flaw: 1, below: '2.0', aliases: ['CVE-1', 'GHSA-1'], severity: 'low' },
      ],
    )
    assert.deepEqual(found(report), ['vulnerable low p 1.0 PYSEC-1'])
    assert.deepEqual(report.findings[0]?.fixed, ['2.0'])
    assert.equal(report.packages, 1)
  })

  it('calls a flaw malicious if any of its records does', () => {
    const report = audit(
      [plainEntry('p', '1.0', 1)],
      [
        { id: 'GHSA-1', name: 'p', flaw: 1, aliases: ['MAL-1'] },
        { id: 'MAL-1', name: 'p', flaw: 1, aliases: ['GHSA-1'], malicious: true },
      ],
    )
    assert.deepEqual(found(report), ['malicious critical p 1.0 MAL-1'])
  })

  it('never drops what it cannot read', () => {
    const unreadable = 'last_affected 2.6.0-NA'
    const report = audit(
      [plainEntry('torch', '2.9', 1), plainEntry('odd', 'not-a-version', 2)],
      [
        { id: 'PYSEC-1', name: 'torch', unreadable },
        { id: 'MAL-2', name: 'torch', unreadable, malicious: true },
        { id: 'PYSEC-3', name: 'odd', below: '1' },
        { id: 'PYSEC-4', name: 'odd', versions: ['not-a-version'] },
      ],
    )
    assert.deepEqual(found(report), [
      'vulnerable medium odd not-a-version PYSEC-4',
      'unknown high torch 2.9 MAL-2',
      'unknown low torch 2.9 PYSEC-1',
    ])
    assert.equal(report.findings[2]?.unreadable, unreadable)
    assert.deepEqual(
      report.notAudited.map((n) => [n.package, n.reason, n.advisories]),
      [['odd', 'unreadable-version', 2]],
    )
  })

  it('says of packages without a version only what is about all of them', () => {
    const report = audit(
      [unpinned('pstuil'), unpinned('torch'), unpinned('unknown')],
      [
        { id: 'MAL-1', name: 'pstuil', malicious: true },
        { id: 'PYSEC-2', name: 'torch', below: '2' },
      ],
    )
    assert.deepEqual(found(report), ['malicious critical pstuil * MAL-1'])
    assert.deepEqual(
      report.notAudited.map((n) => [n.package, n.reason, n.advisories]),
      [
        ['pstuil', 'no-version', 1],
        ['torch', 'no-version', 1],
        ['unknown', 'no-version', 0],
      ],
    )
  })

  it('takes the version of the lock beside a manifest', () => {
    const files = [
      { path: 'app/pyproject.toml', set: plainSet([unpinned('torch'), unpinned('other')]) },
      { path: 'app/uv.lock', set: plainSet([plainEntry('torch', '2.0', 1)]) },
      { path: 'elsewhere/pyproject.toml', set: plainSet([unpinned('torch')]) },
    ]
    const { notAudited } = audit([], [], { files })
    assert.deepEqual(
      notAudited.map((n) => `${n.at.path} ${n.package}`),
      ['app/pyproject.toml other', 'elsewhere/pyproject.toml torch'],
    )
  })

  it('knows conda packages by their name on the Python index where that is certain', () => {
    const report = audit(
      [
        conda('pytorch', '1.9', 'cuda112py39_0'),
        conda('numpy', '1.0'),
        conda('some-tool', '1.0', 'pyhd8ed1ab_0'),
        conda('some-library', '1.0', 'h4bc722e_0'),
        conda('faiss', '1.0', 'py311_0'),
        conda('r-base', '4', 'h1_0'),
      ],
      [
        { id: 'A', name: 'torch', below: '2' },
        { id: 'B', name: 'numpy', below: '2' },
        { id: 'C', name: 'some-tool', below: '2' },
        { id: 'D', name: 'some-library', below: '2' },
        { id: 'E', name: 'pytorch', below: '2' },
        { id: 'F', name: 'faiss', below: '2' },
      ],
    )
    assert.deepEqual(
      report.findings.map((f) => [f.package, f.ecosystem, f.knownAs, f.id]),
      [
        ['numpy', 'conda', undefined, 'B'],
        ['pytorch', 'conda', 'torch', 'A'],
        ['some-tool', 'conda', undefined, 'C'],
      ],
    )
    assert.deepEqual(
      report.notAudited.map((n) => [n.package, n.reason]),
      [
        ['some-library', 'no-counterpart'],
        ['faiss', 'no-counterpart'],
        ['r-base', 'no-counterpart'],
      ],
    )
  })

  it('compares npm versions as npm does, and says when the index has none of them', () => {
    const advisories = [{ id: 'GHSA-1', name: '@scope/p', ecosystem: 'npm', below: '1.0.0' }] as const
    const packages = [npm('@scope/p', '1.0.0-rc.1'), npm('p', '1.0.0')]
    assert.deepEqual(found(audit(packages, advisories, { ecosystems: ['npm'] })), [
      'vulnerable medium @scope/p 1.0.0-rc.1 GHSA-1',
    ])
    const without = audit(packages, [])
    assert.deepEqual(
      without.notAudited.map(({ reason }) => reason),
      ['ecosystem-missing', 'ecosystem-missing'],
    )
    assert.match(without.gaps[0]?.detail ?? '', /nothing of npm/)
  })

  it('leaves out what lies in the project', () => {
    const own: PackageEntry = {
      ...plainEntry('p', '1.0', 1),
      source: { kind: 'path', path: '.', editable: true },
    }
    const report = audit([own], [{ id: 'A', name: 'p' }], { strict: true })
    assert.deepEqual(
      report.notAudited.map(({ reason }) => reason),
      ['local'],
    )
    assert.equal(report.decision.outcome, 'allow')
  })

  it('decides by severity, and under strict by what was not looked at', () => {
    const packages = [plainEntry('p', '1.0', 1)]
    const outcome = (
      entries: readonly PackageEntry[],
      advisories: readonly AdvisoryExample[],
      request: Partial<AuditRequest> & IndexExampleOptions = {},
    ): string => audit(entries, advisories, request).decision.outcome
    const medium = [{ id: 'A', name: 'p', severity: 'medium' }] as const
    assert.equal(outcome(packages, []), 'allow')
    assert.equal(outcome(packages, medium), 'warn')
    assert.equal(outcome(packages, medium, { failOn: 'medium' }), 'deny')
    assert.equal(outcome([unpinned('p')], []), 'warn')
    assert.equal(outcome([unpinned('p')], [], { strict: true }), 'undecided')
    const later = new Date('2026-01-08T00:00:01Z')
    assert.equal(outcome(packages, [], { now: later }), 'warn')
    assert.equal(outcome(packages, [], { now: later, strict: true }), 'undecided')
    assert.equal(outcome(packages, [], { now: later, strict: true, maxAge: 8 }), 'allow')
    assert.equal(outcome(packages, [], { now: new Date('2025-12-01T00:00:00Z'), strict: true }), 'undecided')
    assert.equal(outcome(packages, [], { unreadable: 1, strict: true }), 'undecided')
  })

  it('says so when there is no index', () => {
    const packages = [plainEntry('p', '1.0', 1)]
    const without = audit(packages, [], { index: undefined })
    assert.equal(without.index, null)
    assert.deepEqual([without.packages, without.notAudited.length], [1, 1])
    assert.equal(without.decision.outcome, 'warn')
    assert.equal(audit(packages, [], { index: undefined, strict: true }).decision.outcome, 'undecided')
    assert.match(auditTable(without, false), /no advisory index: nothing was audited/)
  })

  it('shows age and staleness in the table, and nothing that a terminal obeys', () => {
    const escape = '\u001b[31m'
    const report = audit(
      [plainEntry(`p${escape}`, '1', 1), unpinned('q')],
      [{ id: 'A', name: `p${escape}`, summary: `red ${escape}`, aliases: ['CVE-1'] }],
      { now: new Date('2026-02-01T00:00:00Z') },
    )
    const text = auditTable(report, true)
    assert.match(text, /STALE/)
    assert.match(text, /built 31 days ago/)
    assert.match(text, /q {2}app\/uv.lock:2/)
    assert.ok(!text.includes('\u001b'))
  })
})
