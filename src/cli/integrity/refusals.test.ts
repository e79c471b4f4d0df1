import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Refusal } from '../../integrity/refusal.ts'
import { refusalLines } from './refusals.ts'

const CHANGED: Refusal = {
  code: 'content-changed',
  path: 'm/\u001b[2Jx\ny',
  message: 'is not what was locked',
  advice: 'fetch it again',
  expected: 'aa',
  found: 'bb',
}

describe('refusals', () => {
  it('are one JSON object a line that no terminal obeys', () => {
    const text = refusalLines([CHANGED, { code: 'missing', path: 'z', message: 'is not there' }], 'json')
    const lines = text.split('\n')
    assert.equal(lines.length, 3)
    assert.equal(lines[2], '')
    assert.ok(!text.includes('\u001b'))
    assert.deepEqual(JSON.parse(lines[0]!), { level: 'error', event: 'refused', ...CHANGED })
    assert.deepEqual(Object.keys(JSON.parse(lines[1]!)), ['level', 'event', 'code', 'path', 'message'])
  })
  it('are sentences with what differs and what to do', () => {
    assert.equal(
      refusalLines([CHANGED], 'text'),
      'assay: refused: m/\\x1b[2Jx\\ny: is not what was locked (content-changed)\n' +
        '  expected aa\n  found    bb\n  fetch it again\n',
    )
  })
})
