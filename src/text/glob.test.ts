import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { matchesGlob } from './glob.ts'

describe('path patterns', () => {
  const cases: [pattern: string, path: string, matches: boolean][] = [
    ['*.pt', 'deep/down/model.pt', true],
    ['models/*.pt', 'models/a.pt', true],
    ['models/*.pt', 'models/sub/a.pt', false],
    ['models/**/*.pt', 'models/sub/deep/a.pt', true],
    ['models/**/*.pt', 'models/a.pt', true],
    ['**', 'anything/at/all', true],
    ['model.p?', 'model.pt', true],
    ['a+(b).pt', 'a+(b).pt', true],
    ['./models/a.pt', 'models/a.pt', true],
    ['models/a.pt', 'other/models/a.pt', false],
    ['a*b*c.pt', 'axxbyyc.pt', true],
  ]
  for (const [pattern, path, matches] of cases)
    it(`${pattern} ${matches ? 'covers' : 'does not cover'} ${path}`, () =>
      assert.equal(matchesGlob(pattern, path), matches))

  it('a path without stars covers itself', () => {
    const segment = fc.stringMatching(/^[a-z.]{1,8}$/)
    fc.assert(
      fc.property(fc.array(segment, { minLength: 2, maxLength: 5 }), (segments) => {
        const path = segments.join('/')
        fc.pre(!path.startsWith('./'))
        assert.ok(matchesGlob(path, path))
      }),
    )
  })

  it('answers at once for patterns that make backtracking explode', () => {
    assert.equal(matchesGlob(`${'*a'.repeat(30)}b`, 'a'.repeat(20_000)), false)
  })
})
