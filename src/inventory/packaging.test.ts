import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Attribute, AttributeName } from '../model/attribute.ts'
import type { InventoryItem } from '../model/component.ts'
import { withPackaging } from './packaging.ts'
import type { SystemClaim } from './system.ts'

const evidence = { at: { path: 'x' }, says: 'says so' }
const attribute = (name: AttributeName, value: string): Attribute => ({
  name,
  value,
  status: 'declared',
  evidence,
})

function server(artifacts: string[], ...more: Attribute[]): InventoryItem {
  const attributes = [attribute('plugin-type', 'mcp-server'), attribute('source', 'local'), ...more]
  return {
    id: 'p',
    kind: 'plugin',
    name: 'weather',
    identity: {},
    artifacts,
    evidence: [evidence],
    attributes,
    distributions: [],
  }
}

const claim = (path: string, version: string): SystemClaim => ({
  path,
  name: `of ${path}`,
  version,
  attributes: [attribute('author', `author of ${path}`), attribute('description', 'a project')],
})

describe('local programs of clients', () => {
  const claims = [
    claim('pyproject.toml', '1'),
    claim('servers/weather/pyproject.toml', '2'),
    claim('servers/web/package.json', '3'),
  ]
  const told = (item: InventoryItem): unknown[] => {
    const [packaged] = withPackaging([item], claims)
    const author = packaged!.attributes.find((a) => a.name === 'author')
    return [packaged!.version, author?.value, author?.status]
  }

  it('have the version and the authors of the nearest project of their language', () => {
    const weather = ['2', 'author of servers/weather/pyproject.toml', 'inferred']
    assert.deepEqual(told(server(['servers/weather/server.py'])), weather)
    assert.deepEqual(told(server(['servers/weather/src/weather/server.py'])), weather)
    assert.deepEqual(told(server(['servers/web/server.py'])), ['1', 'author of pyproject.toml', 'inferred'])
    assert.deepEqual(told(server(['servers/web/index.mjs'])), [
      '3',
      'author of servers/web/package.json',
      'inferred',
    ])
    assert.deepEqual(told(server(['tools/run.sh'])), [undefined, undefined, undefined])
  })

  it('keep what is said of them', () => {
    const own = { ...server(['servers/weather/server.py'], attribute('author', 'Ann')), version: '9' }
    assert.deepEqual(told(own), ['9', 'Ann', 'declared'])
    assert.deepEqual(told(server([])), [undefined, undefined, undefined])
  })
})
