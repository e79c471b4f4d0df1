import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Inventory } from '../../src/inventory/inventory.ts'
import { DEFAULT_LIMITS } from '../../src/model/context.ts'
import { validateCycloneDx } from '../../src/sbom/cyclonedx/validate.ts'
import { bomWriters, BOM_FORMS } from '../../src/sbom/forms.ts'
import { firstBom } from '../../src/sbom/make.ts'
import { readDocument } from '../../src/sbom/read-document.ts'
import { validateSpdx } from '../../src/sbom/spdx/validate.ts'
import { scan } from '../../src/scan/scan.ts'

// Every tree of the repository that holds components, as documents of every form: valid by the official schemas and
// by the rules, and read back to what they were made of.

const root = join(import.meta.dirname, '../..')
const trees = ['examples/clean', 'examples/support-agent', ...below('bench/discovery')]
const spdxSchemaFile = join(root, '../shared/schemas/spdx-3.0.1.schema.json')
const spdxSchema = existsSync(spdxSchemaFile)
  ? (JSON.parse(readFileSync(spdxSchemaFile, 'utf8')) as object)
  : undefined

function below(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => `${folder}/${e.name}`)
}

async function inventoryOf(path: string): Promise<Inventory> {
  const { inventory } = await scan({
    paths: [join(root, path)],
    limits: DEFAULT_LIMITS,
    workers: 1,
    cache: undefined,
    signal: new AbortController().signal,
    clock: () => new Date(),
    showCode: false,
    purpose: 'inventory',
  })
  return inventory
}

describe('documents of real trees', () => {
  if (!spdxSchema)
    it('are checked by the JSON Schema of SPDX', { skip: 'there is no spdx-3.0.1.schema.json' }, () => {})
  for (const tree of trees)
    it(`${tree} in every form`, async () => {
      const inventory = await inventoryOf(tree)
      assert.ok(inventory.items.length > 0, 'something is found there')
      const bom = firstBom(inventory, {
        now: new Date('2030-01-01T00:00:00Z'),
        tool: { name: 'assay', version: '0' },
      })
      for (const form of BOM_FORMS) {
        const text = (await bomWriters[form]())(bom)
        const document: unknown = JSON.parse(text)
        const problems =
          form === 'spdx' ? await validateSpdx(document, spdxSchema) : validateCycloneDx(document)
        assert.deepEqual(problems, [], form)
        assert.deepEqual(await readDocument(text, form), bom, form)
      }
    })
})
