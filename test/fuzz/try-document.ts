import { bomWriters } from '../../src/sbom/forms.ts'
import { parseDocument, readDocument } from '../../src/sbom/read-document.ts'
import { validateCycloneDx } from '../../src/sbom/cyclonedx/validate.ts'
import { validateSpdx } from '../../src/sbom/spdx/validate.ts'
import { expected } from './expected.ts'
import type { Seed } from './seeds.ts'

/** Reads, validates and writes again a bill of materials that someone else made. Throws what gets out of them. */
export async function tryDocument({ path, bytes }: Seed): Promise<undefined> {
  const text = Buffer.from(bytes).toString()
  const parsed = await expected(() => parseDocument(text, path))
  if (!parsed) return undefined
  const { kind, document } = parsed
  await (kind === 'spdx' ? validateSpdx(document) : validateCycloneDx(document))
  const bom = await expected(() => readDocument(text, path))
  if (!bom) return undefined
  for (const form of ['cyclonedx', 'spdx'] as const) (await bomWriters[form]())(bom)
  return undefined
}
