import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import * as types from '../../src/integrity/attestations/predicate-types.ts'
import { predicateVerdict } from '../../src/integrity/attestations/predicate-verdict.ts'
import {
  candidateFiles,
  derivationPredicate,
} from '../../src/integrity/attestations/predicates/derivation.ts'
import { lockPredicate } from '../../src/integrity/attestations/predicates/lock.ts'
import { provenancePredicate } from '../../src/integrity/attestations/predicates/provenance.ts'
import { scannedFiles, scanPredicate } from '../../src/integrity/attestations/predicates/scan.ts'
import { summaryPredicate } from '../../src/integrity/attestations/predicates/summary.ts'
import { readStatement } from '../../src/integrity/attestations/read-statement.ts'
import { resultDocument, type ResultDocument } from '../../src/integrity/attestations/result-document.ts'
import type { Statement } from '../../src/integrity/attestations/statement.ts'
import { REFUSAL_CODES } from '../../src/integrity/refusal.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/attestations.md'), 'utf8')
const examples: ReadonlyMap<string, Statement> = new Map(
  [...page.matchAll(/```json\n([^]*?)```/g)].map(([, text = '']) => {
    const statement = readStatement(Buffer.from(text))
    return [statement.predicateType, statement]
  }),
)
const BYTES = { sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae' }
const OTHER = 'sha256:9517b3d9a21404473e6a799804a824970823447dc5eee1f1560910717933508a' as const

describe('the page on attestations', () => {
  it('shows each kind that is written, as a statement that is read and accepted', () => {
    const { SCAN, LOCK, DERIVATION, CYCLONEDX, VERIFICATION_SUMMARY, SLSA_PROVENANCE } = types
    assert.deepEqual(
      [...examples.keys()],
      [SCAN, LOCK, DERIVATION, CYCLONEDX, VERIFICATION_SUMMARY, SLSA_PROVENANCE],
    )
    for (const statement of examples.values()) {
      assert.equal(statement.subjects[0]?.digest.get('sha256'), BYTES.sha256)
      assert.equal(predicateVerdict(statement, { matching: [] }).objection, undefined)
    }
  })

  it('shows a scan as it is stated', () => {
    const finding = {
      rule: 'safetensors-metadata',
      severity: 'medium',
      confidence: 'firm',
      subject: 'x',
      at: { path: 'model.safetensors' },
      message: 'metadata holds an address',
      fingerprint: '0f81f6ea78f936af',
    }
    const report = {
      schema: 'assay/report/1',
      tool: {
        name: 'assay',
        version: '0.1.0',
        rules: 'sha256:268066f16c9ab7eca645829f940b49846bf771738684ab4ddf9c62b013289ca8',
      },
      artifacts: [
        { path: 'model.safetensors', digest: `sha256:${BYTES.sha256}`, size: 3, format: 'safetensors' },
        { path: 'model.safetensors!inner', digest: OTHER, size: 3, format: 'unknown' },
        { path: 'unread', size: 3, format: 'unknown' },
      ],
      findings: [finding],
      waived: [],
      gaps: [],
      counts: { artifacts: 1, bytes: 3 },
      decision: { outcome: 'warn', because: ['1 finding of severity medium'] },
    }
    const result = document(report, 'report.json')
    assert.deepEqual(plain(scanPredicate(result)), predicate(types.SCAN))
    assert.deepEqual(
      scannedFiles(result).map(({ name }) => name),
      ['model.safetensors'],
    )
    const summary = summaryPredicate(result, {
      resource: 'pkg:huggingface/org/model',
      policy: { name: 'assay.yml', digest: OTHER },
    })
    assert.deepEqual(plain(summary), predicate(types.VERIFICATION_SUMMARY))
  })

  it('shows a lock and a build as they are stated', () => {
    const shown = predicate(types.LOCK) as {
      id: string
      generation: number
      roots: string[]
      artifacts: { path: string }[]
    }
    const lock = {
      schema: 'assay/lock/1',
      id: shown.id,
      generation: shown.generation,
      digest: OTHER,
      roots: shown.roots,
      artifacts: shown.artifacts.map((artifact) => ({ ...artifact, sha256: `sha256:${BYTES.sha256}` })),
    }
    const result = document(lock, 'assay.lock')
    assert.deepEqual(plain(lockPredicate(result, lock as never)), shown)
    const build = predicate(types.SLSA_PROVENANCE) as { buildDefinition: { resolvedDependencies: never[] } }
    const dependencies = build.buildDefinition.resolvedDependencies
    const stated = provenancePredicate(result, { parameters: ['quantisation=Q4_K_M'], dependencies })
    assert.deepEqual(plain(stated), build)
  })

  it('shows a derivation as it is stated', () => {
    const {
      result: _result,
      candidate,
      reference,
      ...rest
    } = predicate(types.DERIVATION) as Record<string, object>
    const derivation = {
      schema: 'assay/derivation/1',
      candidate: {
        ...candidate,
        files: [{ name: 'model-q4.gguf', size: 3, digest: `sha256:${BYTES.sha256}` }],
      },
      reference: { ...reference, files: [{ name: 'model.safetensors', size: 3, digest: OTHER }] },
      ...rest,
    }
    const result = document(derivation, 'derivation.json')
    assert.deepEqual(plain(derivationPredicate(result)), predicate(types.DERIVATION))
    assert.deepEqual(candidateFiles(result), [{ name: 'model-q4.gguf', digest: `sha256:${BYTES.sha256}` }])
  })

  it('names codes of refusals that there are, and all short words', () => {
    const table = /\| code \|[^]*?\n\n/.exec(page)?.[0] ?? ''
    const named = [...table.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code)
    assert.deepEqual(
      named.filter((code) => !REFUSAL_CODES.some((known) => known === code)),
      [],
    )
    assert.deepEqual(
      types.SHORT_PREDICATE_TYPES.filter((word) => !page.includes(`\`${word}\``)),
      [],
    )
  })
})

/** With the digest that the page has for every document. */
function document(value: unknown, name: string): ResultDocument {
  const digest = 'sha256:fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9'
  return { ...resultDocument(Buffer.from(JSON.stringify(value)), name), digest }
}

function predicate(type: string): unknown {
  return plain(examples.get(type)?.predicate)
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown
}
