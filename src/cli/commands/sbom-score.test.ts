import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { UsageError } from '../../model/usage-error.ts'
import { writeCycloneDx } from '../../sbom/cyclonedx/write.ts'
import { readDocument } from '../../sbom/read-document.ts'
import type { BomScore } from '../../sbom/score/score.ts'
import { writeSpdx } from '../../sbom/spdx/write.ts'
import { processIo } from '../io.ts'
import { run } from './sbom-score.ts'

const CYCLONEDX = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 1,
  metadata: { timestamp: '2026-01-01T00:00:00Z', component: { type: 'application', name: 'app' } },
  components: [
    {
      type: 'machine-learning-model',
      'bom-ref': 'm',
      group: 'org',
      name: 'net',
      version: '0123456789012345678901234567890123456789',
      purl: 'pkg:huggingface/org/net@0123456789012345678901234567890123456789',
      hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
      licenses: [{ license: { id: 'MIT' } }],
      modelCard: { modelParameters: { task: 'text-generation', datasets: [{ ref: 'd' }] } },
    },
    { type: 'data', 'bom-ref': 'd', name: 'set' },
  ],
}

const SPDX = {
  '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  '@graph': [
    {
      type: 'CreationInfo',
      '@id': '_:c',
      specVersion: '3.0.1',
      created: '2026-01-01T00:00:00Z',
      createdBy: ['urn:x:p'],
    },
    { type: 'Person', spdxId: 'urn:x:p', creationInfo: '_:c', name: 'Somebody' },
    {
      type: 'SpdxDocument',
      spdxId: 'urn:x:doc',
      creationInfo: '_:c',
      name: 'doc',
      rootElement: ['urn:x:app'],
    },
    { type: 'software_Package', spdxId: 'urn:x:app', creationInfo: '_:c', name: 'app' },
    {
      type: 'ai_AIPackage',
      spdxId: 'urn:x:model',
      creationInfo: '_:c',
      name: 'net',
      ai_limitation: 'Knows no negation',
      ai_safetyRiskAssessment: 'low',
    },
    {
      type: 'dataset_DatasetPackage',
      spdxId: 'urn:x:data',
      creationInfo: '_:c',
      name: 'set',
      dataset_hasSensitivePersonalInformation: 'no',
    },
  ],
}

describe('assay sbom score', () => {
  let folder = ''
  before(() => void (folder = mkdtempSync(join(tmpdir(), 'assay-'))))
  after(() => rmSync(folder, { recursive: true }))

  async function printed(text: string, format: string): Promise<{ code: number; out: string }> {
    writeFileSync(join(folder, 'bom.json'), text)
    let out = ''
    const io = {
      ...processIo(new AbortController().signal),
      cwd: folder,
      print: async (line: string) => void (out += line),
    }
    const code = await run({ args: ['bom.json'], options: { format }, io })
    return { code, out }
  }

  async function scoreOf(document: string | object): Promise<BomScore> {
    const { code, out } = await printed(
      typeof document === 'string' ? document : JSON.stringify(document),
      'json',
    )
    assert.equal(code, 0)
    const { schema, ...score } = JSON.parse(out) as BomScore & { schema: string }
    assert.equal(schema, 'assay/sbom-score/1')
    return score
  }

  function absent(score: BomScore): string[] {
    return score.g7.elements.filter((e) => e.state === 'absent').map((e) => `${e.cluster}/${e.name}`)
  }

  it('prints a table and exits with 0, however low the score', async () => {
    const { code, out } = await printed(
      JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5' }),
      'table',
    )
    assert.equal(code, 0)
    assert.match(out, /^bom\.json: CycloneDX with 0 models and 0 datasets\n/)
  })

  it('scores the same bill alike in either form, but for what the document says of itself', async () => {
    const bom = await readDocument(JSON.stringify(CYCLONEDX), 'bom.json')
    const cyclonedx = await scoreOf(writeCycloneDx(bom))
    const spdx = await scoreOf(writeSpdx(bom))
    assert.deepEqual(spdx.coverage, cyclonedx.coverage)
    assert.deepEqual(spdx.owasp, cyclonedx.owasp)
    const beyondMetadata = (score: BomScore): string[] =>
      absent(score).filter((e) => !e.startsWith('metadata/'))
    assert.deepEqual(beyondMetadata(spdx), beyondMetadata(cyclonedx))
  })

  it('reads what SPDX says of itself from the document and makes up nothing', async () => {
    const missing = absent(await scoreOf(SPDX))
    assert.ok(!missing.includes('metadata/author'))
    for (const element of ['version', 'tool-name', 'generation-context', 'dependency-relationship'])
      assert.ok(missing.includes(`metadata/${element}`), element)
  })

  it('sees fields of SPDX that an inventory has no place for', async () => {
    const missing = absent(await scoreOf(SPDX))
    for (const element of ['models/description', 'datasets/sensitivity', 'security/controls'])
      assert.ok(!missing.includes(element), element)
  })

  it('refuses what is no such document', async () => {
    for (const text of [
      '',
      '[]',
      '{"spdxVersion":"SPDX-2.3"}',
      '{"bomFormat":"CycloneDX","specVersion":"9"}',
    ])
      await assert.rejects(printed(text, 'json'), UsageError)
  })
})
