import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { formats } from '../../src/formats.ts'
import type { RuleExamples } from '../../src/model/rule.ts'
import { withSecretAddresses } from './canaries.ts'
import { documentSeeds } from './document-seeds.ts'
import { proofSeeds } from './proofs/seeds.ts'
import { secretSeeds } from './secret-seeds.ts'
import { modelSeeds } from './weights/seeds.ts'

export const SEED_KINDS = ['bytes', 'text', 'document', 'proof', 'model'] as const

/**
 * What is mutated, and how: `bytes` and `text` go through all readers, a `document` is read as a bill of materials, a `proof`
 * by the one reader of checksums or signatures that its path names, and a `model` is compared with the official one.
 */
export interface Seed {
  readonly kind: (typeof SEED_KINDS)[number]
  /** Names carry meaning for discoverers. */
  readonly path: string
  readonly bytes: Uint8Array
}

const MAX_SEED = 64 * 1024
const repository = join(import.meta.dirname, '../..')

export async function loadSeeds(): Promise<Seed[]> {
  const texts = [...labelledFiles(), ...systemFiles()]
  const secrets = [...secretSeeds, ...texts.flatMap(withSecrets)]
  const seeds = [...(await ruleExamples()), ...texts, ...secrets, ...(await documentSeeds())]
  const small = seeds.filter((s) => s.kind === 'document' || s.bytes.length <= MAX_SEED)
  return [...small, ...proofSeeds(), ...modelSeeds()]
}

/** All examples of all rules over files: each reader gets valid and hostile input of its own kind. */
async function ruleExamples(): Promise<Seed[]> {
  const folders = [
    ...formats.map((f) => join(repository, 'src/artifacts', f.id, 'rules')),
    join(repository, 'src/scan/content/rules'),
  ]
  const seeds: Seed[] = []
  for (const folder of folders.filter((f) => existsSync(f))) {
    for (const file of readdirSync(folder)
      .filter((f) => f.endsWith('.examples.ts'))
      .toSorted()) {
      const { examples } = (await import(join(folder, file))) as { examples: RuleExamples }
      for (const { path, bytes } of [...examples.bad, ...examples.good])
        seeds.push({ kind: 'bytes', path, bytes })
    }
  }
  return seeds
}

/** What discoverers are measured on, under the paths that are part of the labels. */
function labelledFiles(): Seed[] {
  const folder = join(repository, 'bench/discovery')
  return readdirSync(folder)
    .toSorted()
    .flatMap((id) => filesBelow(join(folder, id)))
    .filter((s) => s.path !== 'expected.json')
}

function systemFiles(): Seed[] {
  return filesBelow(join(repository, 'examples/support-agent')).filter((s) => !s.bytes.includes(0))
}

function filesBelow(folder: string): Seed[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
    .toSorted()
    .map((file) => ({
      kind: 'text',
      path: relative(folder, file).replaceAll('\\', '/'),
      bytes: readFileSync(file),
    }))
}

function withSecrets(seed: Seed): Seed[] {
  const text = Buffer.from(seed.bytes).toString()
  const changed = withSecretAddresses(text)
  return changed === text ? [] : [{ ...seed, bytes: Buffer.from(changed) }]
}
