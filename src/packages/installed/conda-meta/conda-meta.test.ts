import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discovered, facts, hashes, named, needs } from '../../discover-example.ts'
import { condaMeta } from './discoverer.ts'

const SHA = 'a'.repeat(64)
const MD5 = 'b'.repeat(32)
const read = (
  document: unknown,
  path = 'conda-meta/numpy-1.26.4-py311_0.json',
): ReturnType<typeof discovered> => discovered(condaMeta, path, JSON.stringify(document))

describe('installed conda packages', () => {
  it('say what they are and where they come from', () => {
    const example = read({
      name: 'numpy',
      version: '1.26.4',
      build: 'py311_0',
      channel: 'https://conda.example/t/tk-1/labs/linux-64',
      subdir: 'linux-64',
      fn: 'numpy-1.26.4-py311_0.conda',
      url: 'https://conda.example/t/tk-1/labs/linux-64/numpy-1.26.4-py311_0.conda',
      md5: MD5,
      sha256: SHA,
      size: 8065890,
      license: 'BSD-3-Clause',
      depends: ['python >=3.11,<3.12.0a0', '__glibc >=2.17', 7, ''],
      requested_spec: 'numpy',
      files: ['lib/x.py'],
    })
    assert.deepEqual(named(example), ['numpy 1.26.4'])
    const [only] = example.sightings
    assert.ok(only)
    assert.deepEqual(facts(only), [
      'artifact=numpy-1.26.4-py311_0.conda',
      'build=py311_0',
      'direct=true',
      'ecosystem=conda',
      'license=BSD-3-Clause',
      'registry=https://conda.example/labs',
      'source=registry',
    ])
    assert.deepEqual(hashes(only), [`sha256:${SHA}`, `md5:${MD5}`])
    assert.deepEqual(needs(only), ['python'])
    assert.equal(only.evidence.says, 'is installed in a conda environment')
    assert.ok(!JSON.stringify(example).includes('tk-1'))
  })

  it('do not say that nobody asked for them', () => {
    const example = read({ name: 'xz', version: '5.2', requested_spec: 'None', __proto__: { build: 'x' } })
    assert.deepEqual(example.sightings.flatMap(facts), ['ecosystem=conda'])
  })

  it('that are broken are gaps', () => {
    for (const value of [[], 7, null, {}, { name: 'x' }, { version: '1' }, { name: [], version: {} }])
      assert.equal(read(value).gaps.length, 1)
    assert.ok(!read({ name: 'x', version: '1' }, 'conda-meta/state.json').claimed)
    assert.ok(!read({ name: 'x', version: '1' }, 'data/a-1-0.json').claimed)
  })
})
