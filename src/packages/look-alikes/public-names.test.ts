import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { internalNames, namesOfList } from './public-names.ts'

const json =
  '{"meta": {"api-version": "1.3"}, "projects": [{"name": "Acme_Int"}, {"name": "numpy"}, null, 7, {}]}'

describe('internal names against a public index', () => {
  it('reads lists of names as lines, as JSON and as the project list of an index', () => {
    assert.deepEqual([...namesOfList('Acme.Int\t1\r\n\nnumpy\t2\n')], ['acme-int', 'numpy'])
    assert.deepEqual([...namesOfList('["Acme.Int", 5, "@Acme/Tool"]')], ['acme-int', '@acme/tool'])
    assert.deepEqual([...namesOfList(json)], ['acme-int', 'numpy'])
    assert.deepEqual([...namesOfList('{"projects": 3}')], ['{"projects": 3}'.replaceAll(/[-_.]+/g, '-')])
  })

  it('says which declared names, and which names in use that a pattern means, nobody has', () => {
    const taken = namesOfList(json)
    const found = internalNames(
      ['acme_int', 'acme-*', '*-corp-*'],
      ['Acme.Models', 'x-corp-y', 'corp', 'numpy'],
      taken,
    )
    assert.deepEqual(found, [
      { name: 'acme-int', declared: 'acme_int', reserved: true },
      { name: 'acme-models', declared: 'acme-*', reserved: false },
      { name: 'x-corp-y', declared: '*-corp-*', reserved: false },
    ])
  })

  it('patterns take no longer than the name', () => {
    const pattern = '*a'.repeat(200)
    assert.deepEqual(internalNames([pattern], ['a'.repeat(50_000) + 'b'], new Set()), [])
  })
})
