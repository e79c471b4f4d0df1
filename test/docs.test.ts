import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { outOfStep } from '../scripts/docs.ts'

describe('generated pages and schemas', () => {
  it('say what the code says', () => assert.deepEqual(outOfStep(), [], 'run `npm run docs`'))
})
