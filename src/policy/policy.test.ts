import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { formats } from '../formats.ts'
import type { Finding, Gap } from '../model/finding.ts'
import type { Digest } from '../model/identity.ts'
import type { Report, Waiver } from '../model/report.ts'
import { judge, type Evidenced, type Judgement } from './judge.ts'
import { RUNS_CODE, presets } from './policy.ts'
import { readWaivers } from './waiver-file.ts'

const digest: Digest = `sha256:${'a'.repeat(64)}`

function finding(over: Partial<Finding> = {}): Finding {
  const at = over.at ?? { path: 'model.pt!archive/data.pkl' }
  return {
    rule: 'pickle-code-execution',
    severity: 'high',
    confidence: 'certain',
    subject: 'file:model.pt',
    message: 'runs code',
    remedy: 'Do not load it.',
    evidence: [{ at, says: 'seen' }],
    fingerprint: 'f'.repeat(32),
    at,
    ...over,
  }
}

function scanned(over: Partial<Evidenced> = {}): Evidenced {
  const artifacts = [{ path: 'model.pt', size: 1, format: 'torch', digest }]
  const counts = { artifacts: 1, bytes: 1 }
  return { artifacts, components: [], relations: [], findings: [], gaps: [], counts, code: [], ...over }
}

function judged(evidence: Partial<Evidenced>, over: Partial<Judgement> = {}): Report {
  return judge(scanned(evidence), {
    policy: presets.default,
    waivers: [],
    now: new Date('2027-01-15T12:00:00Z'),
    tool: { name: 'assay', version: '0', rules: 'none' },
    notes: [],
    showCode: false,
    ...over,
  })
}

const gap: Gap = { at: { path: 'model.pt' }, reason: 'malformed', detail: 'ends early' }
const waiver: Waiver = {
  rule: 'pickle-code-execution',
  path: '*.pt',
  reason: 'reviewed',
  owner: 'ml-platform',
  expires: '2027-01-15',
}

describe('decision', () => {
  it('denies at the threshold, warns below it, allows facts worth knowing', () => {
    assert.equal(judged({ findings: [finding()] }).decision.outcome, 'deny')
    assert.equal(judged({ findings: [finding({ severity: 'medium' })] }).decision.outcome, 'warn')
    assert.equal(judged({ findings: [finding({ severity: 'low' })] }).decision.outcome, 'allow')
  })

  it('is open when something was not read and the policy is strict, and never silently clean', () => {
    assert.equal(judged({ gaps: [gap] }, { policy: presets.strict }).decision.outcome, 'undecided')
    assert.equal(judged({ gaps: [gap] }).decision.outcome, 'warn')
    assert.equal(
      judged({ gaps: [gap], findings: [finding()] }, { policy: presets.strict }).decision.outcome,
      'deny',
    )
  })

  it('is open when a reader crashed, strict or not', () =>
    assert.equal(judged({ gaps: [{ ...gap, reason: 'crashed' }] }).decision.outcome, 'undecided'))

  it('allows nothing when there was nothing', () =>
    assert.equal(judged({ artifacts: [] }).decision.outcome, 'undecided'))

  it('denies formats that the policy rules out, once for a container and its members', () => {
    const artifacts = [
      { path: 'model.pt', size: 1, format: 'torch', digest },
      { path: 'model.pt!archive/data.pkl', size: 1, format: 'pickle' },
    ]
    const report = judged({ artifacts }, { policy: presets['safetensors-only'] })
    assert.deepEqual(
      report.findings.map((f) => [f.rule, f.at.path]),
      [['policy-denied-format', 'model.pt']],
    )
    assert.equal(report.decision.outcome, 'deny')
  })

  it('names only formats that exist in its presets', () => {
    const ids = new Set(formats.map((f) => f.id))
    for (const id of RUNS_CODE) assert.ok(ids.has(id), id)
  })

  it('counts what thresholds leave out', () => {
    const policy = { ...presets.default, minConfidence: 'firm' as const }
    const report = judged({ findings: [finding({ confidence: 'tentative' })] }, { policy })
    assert.deepEqual(report.findings, [])
    assert.match(report.notes.join(), /^1 finding under/)
  })
})

describe('waivers', () => {
  it('hold to the end of their last day, by the path of the file or of the member', () => {
    for (const path of ['*.pt', 'model.pt', 'model.pt!archive/*']) {
      const report = judged({ findings: [finding()] }, { waivers: [{ ...waiver, path }] })
      assert.equal(report.waived.length, 1, path)
      assert.equal(report.decision.outcome, 'allow')
    }
  })

  it('hold by the digest of the file', () => {
    const { path: _, ...rest } = waiver
    assert.equal(
      judged({ findings: [finding()] }, { waivers: [{ ...rest, subject: digest }] }).waived.length,
      1,
    )
    const other = `sha256:${'b'.repeat(64)}`
    assert.equal(
      judged({ findings: [finding()] }, { waivers: [{ ...rest, subject: other }] }).waived.length,
      0,
    )
  })

  it('that expired bring the finding back with a note', () => {
    const report = judged({ findings: [finding()] }, { waivers: [{ ...waiver, expires: '2027-01-14' }] })
    assert.equal(report.decision.outcome, 'deny')
    assert.match(report.notes.join(), /expired on 2027-01-14/)
  })

  it('that match nothing are said to be unused', () =>
    assert.match(judged({}, { waivers: [waiver] }).notes.join(), /matches nothing/))

  it('with a mistake in them are refused in one line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-waivers-'))
    const file = join(folder, 'waivers.yml')
    const complete = 'path: a.pt, reason: reviewed, owner: me, expires: 2027-01-31'
    const cases: [yaml: string, said: RegExp][] = [
      [
        `waivers: [{rule: pickle-code-exec, ${complete}}]`,
        /no rule pickle-code-exec \(did you mean pickle-code-execution\?\)$/,
      ],
      [
        'waivers: [{rule: pickle-code-execution, path: a.pt, owner: me, expires: 2027-01-31}]',
        /waivers\[0\]\.reason: must be/,
      ],
      [
        `waivers: [{rule: pickle-code-execution, ${complete}, ower: x}]`,
        /ower: there is no such key \(did you mean owner\?\)$/,
      ],
      [
        'waivers: [{rule: pickle-code-execution, reason: r, owner: me, expires: 2027-01-31}]',
        /needs a subject/,
      ],
      [
        'waivers: [{rule: pickle-code-execution, path: a, reason: r, owner: me, expires: 2027-02-30}]',
        /is no day/,
      ],
      ['waivers: {', /cannot be read/],
    ]
    try {
      for (const [yaml, said] of cases) {
        writeFileSync(file, yaml)
        assert.throws(
          () => readWaivers(file, 'waivers.yml', ['pickle-code-execution']),
          (error: Error) => {
            assert.match(error.message, said)
            assert.ok(!error.message.includes('\n'))
            return error.name === 'UsageError'
          },
        )
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('baseline', () => {
  it('leaves out what is known and keeps what has become worse', () => {
    const known = new Map([[finding().fingerprint, 'high' as const]])
    assert.equal(judged({ findings: [finding()] }, { baseline: known }).decision.outcome, 'allow')
    const worse = judged({ findings: [finding({ severity: 'critical' })] }, { baseline: known })
    assert.equal(worse.decision.outcome, 'deny')
  })
})
