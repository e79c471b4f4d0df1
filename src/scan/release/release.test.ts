import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { atLeast } from '../../model/severity.ts'
import { benignReleases } from './benign.examples.ts'
import { hostileReleases } from './hostile.examples.ts'
import { inspectArchives } from './inspect.examples.ts'

describe('releases that attack', () => {
  for (const { what, archives, against, rules } of hostileReleases)
    it(what, async () => {
      const { findings } = await inspectArchives(archives, against)
      const loud = findings.filter((f) => atLeast(f.severity, 'high')).map((f) => f.rule)
      assert.ok(
        loud.some((rule) => rules?.includes(rule)),
        `${loud.join(', ') || 'nothing'} in place of ${rules?.join(' or ')}`,
      )
    })
})

describe('ordinary releases', () => {
  for (const { what, archives, against } of benignReleases)
    it(what, async () => {
      const { findings, gaps } = await inspectArchives(archives, against)
      assert.deepEqual(
        findings
          .filter((f) => atLeast(f.severity, 'medium'))
          .map((f) => `${f.rule} ${f.at.path} ${f.message}`),
        [],
      )
      assert.deepEqual(gaps, [])
    })
})
