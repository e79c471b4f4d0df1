import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { formats } from '../src/formats.ts'
import type { RuleExamples } from '../src/model/rule.ts'
import { inspectExample } from '../src/scan/inspect-example.ts'

const artifacts = join(import.meta.dirname, '../src/artifacts')

describe('rules and their examples', () => {
  for (const format of formats) {
    const folder = join(artifacts, format.id, 'rules')
    const files = existsSync(folder) ? readdirSync(folder) : []
    const examples = files.filter((f) => f.endsWith('.examples.ts'))

    it(`${format.id}: a file and an examples file for each rule`, () => {
      const ruleFiles = files.filter((f) => f.endsWith('.ts') && !/\.(examples|test)\.ts$/.test(f))
      assert.deepEqual(
        ruleFiles.map((f) => `${format.id}-${f.slice(0, -'.ts'.length)}`).toSorted(),
        format.rules.map((r) => r.id).toSorted(),
      )
      assert.deepEqual(
        examples,
        ruleFiles.map((f) => f.replace(/\.ts$/, '.examples.ts')),
      )
    })

    for (const file of examples) {
      const rule = `${format.id}-${file.slice(0, -'.examples.ts'.length)}`
      it(`${rule}: speaks about the bad, is silent about the good`, async () => {
        const { examples: given } = (await import(join(folder, file))) as { examples: RuleExamples }
        for (const [i, bad] of given.bad.entries())
          assert.ok((await rulesOn(bad)).has(rule), `bad example ${i} (${bad.path}) is not found`)
        for (const [i, good] of given.good.entries())
          assert.ok(!(await rulesOn(good)).has(rule), `good example ${i} (${good.path}) is a false alarm`)
      })
    }
  }
})

async function rulesOn(example: RuleExamples['bad'][number]): Promise<Set<string>> {
  return new Set((await inspectExample(example)).drafts.map((d) => d.rule))
}
