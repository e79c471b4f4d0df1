import assert from 'node:assert/strict'
import { it } from 'node:test'
import { shownPath } from './shown-path.ts'

it('names what was typed, and no place of the machine', () => {
  const shown = (typed: string): string => shownPath(typed, '/home/me/project')
  assert.equal(shown('../lists/SHA256SUMS'), '../lists/SHA256SUMS')
  assert.equal(shown('/home/me/project/lists/SHA256SUMS'), 'lists/SHA256SUMS')
  assert.equal(shown('/home/me/projects/SHA256SUMS'), 'SHA256SUMS')
  assert.equal(shown('/home/me/project/..list'), '..list')
  assert.equal(shown('/home/me'), 'me')
})
