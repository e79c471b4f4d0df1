import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Sighting } from '../model/sighting.ts'
import { withoutTokens } from './without-tokens.ts'

const TOKEN = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_')

function seen(name: string): Sighting {
  const evidence = { at: { path: 'a.json' }, says: 'is used' }
  const subject = {
    by: 'name',
    kind: 'model',
    registry: 'a.json',
    name,
    purl: `pkg:generic/${name}`,
  } as const
  return { subject, evidence, attributes: [], relations: [], distributions: [] }
}

describe('what readers say', () => {
  it('goes on without tokens, wherever they stand', () => {
    const { subject } = withoutTokens(seen(`x ${TOKEN}@git.example`), 'a.json')
    assert.deepEqual(subject, {
      by: 'name',
      kind: 'model',
      registry: 'a.json',
      name: 'x ***@git.example',
      purl: 'pkg:generic/x %2A%2A%2A@git.example',
    })
  })

  it('stays itself where there are none', () => {
    for (const name of ['org/model', 'sk-learning-with-long-names', 'hf_internal_testing']) {
      const sighting = seen(name)
      assert.equal(withoutTokens(sighting, 'a.json'), sighting)
    }
  })

  it('keeps the path of the file', () => {
    const gap = { at: { path: TOKEN }, reason: 'malformed', detail: `no ${TOKEN}` } as const
    assert.deepEqual(withoutTokens(gap, TOKEN), { ...gap, detail: 'no ***' })
  })
})
