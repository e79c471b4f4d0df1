import assert from 'node:assert/strict'
import { it } from 'node:test'
import { discovered, namesOf } from '../discover-example.ts'
import { mcpPackage } from './discoverer.ts'

const dependencies = { '@modelcontextprotocol/sdk': '^1.0.0' }

it('tells which program of the tree a package is', () => {
  const found = discovered(mcpPackage, 'tools/x/package.json', {
    name: 'x-mcp',
    version: '1.0.0',
    bin: { x: './dist/x.js' },
    dependencies,
  })
  assert.deepEqual(namesOf(found), ['plugin x-mcp 1.0.0 in tools/x/dist/x.js'])
})

it('takes a client for no server', () => {
  assert.deepEqual(
    namesOf(discovered(mcpPackage, 'package.json', { name: 'chat', main: 'x.js', dependencies })),
    [],
  )
})

it('does not leave the tree', () => {
  for (const bin of ['../x.js', '/etc/x', 7, null, { a: null }])
    assert.deepEqual(namesOf(discovered(mcpPackage, 'package.json', { name: 'mcp', bin, dependencies })), [])
})
