import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { atLeast } from '../src/model/severity.ts'
import { inspectExample } from '../src/scan/inspect-example.ts'
import { bombs } from './bombs.ts'

describe('bombs', () => {
  for (const bomb of bombs())
    it(`${bomb.path} is refused, never clean`, async () => {
      const { drafts, gaps } = await inspectExample(bomb)
      assert.ok(gaps.length > 0 || drafts.some((d) => atLeast(d.severity, 'medium')))
      assert.deepEqual(
        gaps.filter((g) => g.reason === 'crashed'),
        [],
      )
    })
})
