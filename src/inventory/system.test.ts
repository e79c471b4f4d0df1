import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Attribute, AttributeName } from '../model/attribute.ts'
import { systemRecord, type SystemClaim } from './system.ts'

const said = (name: AttributeName, value: string, path: string): Attribute => ({
  name,
  value,
  status: 'declared',
  evidence: { at: { path }, says: 'is stated' },
})

describe('the examined system', () => {
  const project: SystemClaim = {
    path: 'pyproject.toml',
    name: 'my-agent',
    attributes: [said('license', 'MIT', 'pyproject.toml'), said('author', 'Ann', 'pyproject.toml')],
  }
  const older: SystemClaim = {
    path: 'setup.cfg',
    name: 'my_agent',
    version: '1.2.0',
    attributes: [said('license', 'BSD', 'setup.cfg'), said('description', 'Answers', 'setup.cfg')],
  }
  const front: SystemClaim = {
    path: 'package.json',
    name: 'front-end',
    version: '9.0.0',
    attributes: [said('source-url', 'https://front.example', 'package.json')],
  }
  const below: SystemClaim = { path: 'servers/a/package.json', name: 'a', version: '3.0.0', attributes: [] }

  it('is what the manifests at the top say of one project', () => {
    const { attributes, ...system } = systemRecord('folder', [below, front, older, project], { commit: 'c' })
    assert.deepEqual(system, { name: 'my-agent', version: '1.2.0', commit: 'c' })
    assert.deepEqual(
      attributes.map((a) => `${a.name}=${a.value}`),
      ['author=Ann', 'description=Answers', 'license=MIT'],
    )
  })

  it('is called by its folder where none lies at the top', () => {
    assert.deepEqual(systemRecord('folder', [below], {}), { name: 'folder', attributes: [] })
  })
})
