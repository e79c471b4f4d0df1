import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { formats } from '../src/formats.ts'
import type { Example, Rule, RuleExamples } from '../src/model/rule.ts'
import { packageRules } from '../src/packages/rules.ts'
import { contentRules } from '../src/scan/content/judge.ts'
import { inspectExample } from '../src/scan/inspect-example.ts'
import type { TreeExamples } from '../src/scan/tree/example.ts'
import type { TreeFacts } from '../src/scan/tree/facts.ts'
import { treeRules } from '../src/scan/tree/rules.ts'

const source = join(import.meta.dirname, '../src')

for (const format of formats) {
  describe(`rules of ${format.id}`, () => {
    const folder = join(source, 'artifacts', format.id, 'rules')
    inStep(format.id, folder, format.rules)
    for (const rule of format.rules) speaksOfFiles(format.id, folder, rule)
  })
}

describe('rules of packages', () => {
  const folder = join(source, 'packages/rules')
  inStep('packages', folder, packageRules)
  for (const rule of packageRules) speaksOfFiles('packages', folder, rule)
})

describe('rules of content', () => {
  const folder = join(source, 'scan/content/rules')
  inStep('content', folder, contentRules)
  for (const rule of contentRules) speaksOfFiles('content', folder, rule)
})

describe('rules of trees', () => {
  const folder = join(source, 'scan/tree/rules')
  inStep('tree', folder, treeRules)
  for (const rule of treeRules) {
    it(`${rule.id} speaks about the bad trees and is silent about the good`, async () => {
      const { examples } = await examplesOf<TreeExamples>('tree', folder, rule)
      const speaks = (facts: TreeFacts): boolean => [...rule.check(facts, '')].length > 0
      for (const [i, bad] of examples.bad.entries()) assert.ok(speaks(bad), `bad example ${i} is not found`)
      for (const [i, good] of examples.good.entries())
        assert.ok(!speaks(good), `good example ${i} is a false alarm`)
    })
  }
})

/** The list of rules, the files that hold them and the files that hold their examples say the same. */
function inStep(prefix: string, folder: string, rules: readonly Pick<Rule<never>, 'id'>[]): void {
  it('a file and an examples file each', () => {
    const files = existsSync(folder)
      ? readdirSync(folder).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
      : []
    const ids = rules.map((r) => r.id.slice(prefix.length + 1))
    assert.ok(rules.every((r) => r.id.startsWith(`${prefix}-`)))
    assert.deepEqual(files.toSorted(), ids.flatMap((id) => [`${id}.examples.ts`, `${id}.ts`]).toSorted())
  })
}

function speaksOfFiles(prefix: string, folder: string, rule: Pick<Rule<never>, 'id'>): void {
  it(`${rule.id} speaks about the bad files and is silent about the good`, async () => {
    const { examples } = await examplesOf<RuleExamples>(prefix, folder, rule)
    for (const [i, bad] of examples.bad.entries())
      assert.ok((await rulesOn(bad)).has(rule.id), `bad example ${i} (${bad.path}) is not found`)
    for (const [i, good] of examples.good.entries())
      assert.ok(!(await rulesOn(good)).has(rule.id), `good example ${i} (${good.path}) is a false alarm`)
  })
}

async function examplesOf<E>(
  prefix: string,
  folder: string,
  rule: Pick<Rule<never>, 'id'>,
): Promise<{ examples: E }> {
  return (await import(join(folder, `${rule.id.slice(prefix.length + 1)}.examples.ts`))) as { examples: E }
}

async function rulesOn(example: Example): Promise<Set<string>> {
  return new Set((await inspectExample(example)).drafts.map((d) => d.rule))
}
