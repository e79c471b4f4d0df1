import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Component } from '../model/component.ts'
import type { Finding } from '../model/finding.ts'
import type { Digest } from '../model/identity.ts'
import type { Report } from '../model/report.ts'
import { judge, type Evidenced } from './judge.ts'
import { presets, type Preset } from './policy.ts'

const digest: Digest = `sha256:${'a'.repeat(64)}`

function judged(
  formats: Readonly<Record<string, string>>,
  { preset = 'default', ...over }: Partial<Evidenced> & { readonly preset?: Preset } = {},
): Report {
  const artifacts = Object.entries(formats).map(([path, format]) => ({ path, size: 1, format, digest }))
  return judge(
    {
      artifacts,
      components: [],
      relations: [],
      findings: [],
      gaps: [],
      counts: { artifacts: artifacts.length, bytes: 1 },
      code: [],
      ...over,
    },
    {
      policy: presets[preset],
      waivers: [],
      now: new Date('2027-01-15T12:00:00Z'),
      tool: { name: 'assay', version: '0', rules: 'none' },
      notes: [],
      showCode: false,
    },
  )
}

function finding(path: string, over: Partial<Finding> = {}): Finding {
  const at = { path }
  return {
    rule: 'pickle-code-execution',
    severity: 'critical',
    confidence: 'certain',
    subject: `file:${path}`,
    message: 'runs code',
    remedy: 'Do not load it.',
    evidence: [{ at, says: 'seen' }],
    fingerprint: 'f'.repeat(32),
    at,
    ...over,
  }
}

const both = { 'm/pytorch_model.bin': 'torch', 'm/model.safetensors': 'safetensors' }

describe('the offer of safetensors', () => {
  it('is worth knowing by default and no reason to stop', () => {
    const { findings, decision } = judged(both)
    assert.deepEqual(
      findings.map((f) => [f.rule, f.severity, f.at.path]),
      [['policy-safetensors-sibling', 'info', 'm/pytorch_model.bin']],
    )
    assert.match(findings[0]!.message, /model\.safetensors is here: load that one \(use_safetensors=True\)$/)
    assert.equal(decision.outcome, 'allow')
  })

  it('is the advice where the policy denies the pickle, and the safetensors stay allowed', () => {
    const { findings, decision } = judged(both, { preset: 'safetensors-only' })
    assert.deepEqual(
      findings.map((f) => [f.rule, f.at.path]),
      [['policy-denied-format', 'm/pytorch_model.bin']],
    )
    assert.match(findings[0]!.remedy, /model\.safetensors is here: load that one \(use_safetensors=True\)\.$/)
    assert.equal(decision.outcome, 'deny')
  })

  it('stands with findings in members, once and with a warning where code is planted', () => {
    const { findings } = judged(both, { findings: [finding('m/pytorch_model.bin!archive/data.pkl')] })
    assert.equal(findings.length, 1)
    assert.match(findings[0]!.remedy, /^Do not load it\. model\.safetensors beside it runs no code, but/)
  })

  it('never sends to a file that has a finding or could not be read itself', () => {
    const mismatch = finding('m/model.safetensors', { rule: 'tree-digest-mismatch', severity: 'high' })
    assert.ok(!judged(both, { findings: [mismatch] }).findings.some((f) => f.rule.startsWith('policy-')))
    const gap = { at: { path: 'm/model.safetensors' }, reason: 'malformed', detail: 'ends early' } as const
    assert.deepEqual(judged(both, { gaps: [gap] }).findings, [])
  })

  it('names the repository where nothing is at hand, and only if the name can be one', () => {
    const component = (name: string): Component => ({
      id: 'pkg:huggingface/acme/bert@x',
      kind: 'model',
      name,
      version: 'c'.repeat(40),
      identity: { purl: 'pkg:huggingface/acme/bert@x' },
      artifacts: ['m/pytorch_model.bin'],
      evidence: [],
    })
    const remedies = (name: string): string =>
      judged(
        { 'm/pytorch_model.bin': 'torch' },
        { preset: 'safetensors-only', components: [component(name)] },
      ).findings[0]!.remedy
    assert.match(remedies('acme/bert'), /hf download acme\/bert --revision c{40} --include '\*\.safetensors'/)
    assert.doesNotMatch(remedies('acme/bert; rm -rf ~'), /hf download/)
  })

  it('calls what a trainer leaves behind by its name', () => {
    const { findings } = judged({ 'm/training_args.bin': 'torch' }, { preset: 'safetensors-only' })
    assert.match(findings[0]!.remedy, /left from training and not needed/)
  })
})

describe('the preset safetensors-only', () => {
  const allowed = [
    'safetensors',
    'gguf',
    'onnx',
    'flax',
    'tensorflow-checkpoint',
    'hdf5',
    'numpy',
    'hf-config',
  ]
  for (const format of allowed)
    it(`lets ${format} pass, which is data`, () =>
      assert.equal(judged({ m: format }, { preset: 'safetensors-only' }).decision.outcome, 'allow'))

  const denied = [
    'pickle',
    'torch',
    'paddle',
    'keras',
    'tensorflow',
    'tensorrt',
    'torch7',
    'rds',
    'llamafile',
  ]
  for (const format of denied)
    it(`denies ${format}, whose loader runs code`, () =>
      assert.equal(judged({ m: format }, { preset: 'safetensors-only' }).decision.outcome, 'deny'))
})
