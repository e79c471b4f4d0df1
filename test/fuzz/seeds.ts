import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { formats } from '../../src/formats.ts'
import type { Example, RuleExamples } from '../../src/model/rule.ts'

const MAX_SEED = 64 * 1024

/** All examples of all rules over files: each reader gets valid and hostile input of its own kind. */
export async function loadSeeds(): Promise<Example[]> {
  const folders = [
    ...formats.map((f) => join(import.meta.dirname, '../../src/artifacts', f.id, 'rules')),
    join(import.meta.dirname, '../../src/scan/content/rules'),
  ]
  const seeds: Example[] = []
  for (const folder of folders.filter((f) => existsSync(f))) {
    for (const file of readdirSync(folder)
      .filter((f) => f.endsWith('.examples.ts'))
      .toSorted()) {
      const { examples } = (await import(join(folder, file))) as { examples: RuleExamples }
      seeds.push(...examples.bad, ...examples.good)
    }
  }
  return seeds.filter((s) => s.bytes.length <= MAX_SEED)
}
