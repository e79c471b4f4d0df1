import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Attribute } from '../model/attribute.ts'
import type { InventoryItem } from '../model/component.ts'
import { withDates, type Past } from './dates.ts'

type Change = readonly [date: string, text: string]

/** Files with the texts that came into them, oldest first; others have a time on disk alone. */
function past(files: Readonly<Record<string, readonly Change[]>>): Past {
  const commitOf = ([date]: Change): { date: string; commit: string } => ({ date, commit: `c${date}` })
  return {
    modifiedAt: () => '2030-01-01T00:00:00Z',
    since(path, text) {
      const change = files[path]?.find(([, added]) => added.includes(text))
      return change && commitOf(change)
    },
    lastChange(path) {
      const change = files[path]?.at(-1)
      return change && commitOf(change)
    },
  }
}

function item(kind: InventoryItem['kind'], more: Partial<InventoryItem> = {}): InventoryItem {
  return {
    id: 'x',
    kind,
    name: 'thing',
    identity: {},
    artifacts: [],
    evidence: [],
    attributes: [],
    distributions: [],
    ...more,
  }
}

function seen(...paths: string[]): InventoryItem['evidence'] {
  return paths.map((path) => ({ at: { path }, says: 'is named' }))
}

function told(path: string, name: Attribute['name'], value: string): Attribute {
  return { name, value, status: 'declared', evidence: { at: { path }, says: 'says so' } }
}

function dated(from: InventoryItem, history: Past): (readonly [string, string, string | undefined])[] {
  return withDates([from], history)[0]!
    .attributes.filter((a) => /-at$|-date$/.test(a.name))
    .map((a) => [a.value, a.evidence.at.path, a.basis] as const)
}

describe('withDates', () => {
  it('takes the date of the file that chose the version, not of those that ask for a range', () => {
    const history = past({ 'pyproject.toml': [['2020', 'thing']], 'uv.lock': [['2024', 'thing']] })
    for (const direct of ['pyproject.toml', 'uv.lock']) {
      const locked = item('package', {
        version: '1',
        evidence: seen('pyproject.toml', 'uv.lock'),
        attributes: [told(direct, 'direct', 'true'), told('pyproject.toml', 'requirement', '>=1')],
      })
      assert.deepEqual(dated(locked, history), [['2024', 'uv.lock', 'git-history']])
    }
    const pinned = item('package', {
      version: '1',
      evidence: seen('pyproject.toml', 'requirements.txt'),
      attributes: [
        told('pyproject.toml', 'requirement', '>=1'),
        told('requirements.txt', 'requirement', '==1'),
      ],
    })
    const files = past({ 'pyproject.toml': [['2020', '']], 'requirements.txt': [['2023', '']] })
    assert.deepEqual(dated(pinned, files), [['2023', 'requirements.txt', 'git-history']])
  })

  it('dates what is a file by the history of the file, whatever its name is', () => {
    const history = past({
      'AGENTS.md': [
        ['2021', 'Rules'],
        ['2022', 'More rules'],
      ],
    })
    const rules = item('prompt', {
      name: 'AGENTS.md',
      artifacts: ['AGENTS.md'],
      evidence: seen('AGENTS.md'),
    })
    assert.deepEqual(dated(rules, history), [['2021', 'AGENTS.md', 'git-history']])
  })

  it('finds commands of hooks as JSON writes them, and takes the last change where nothing is found', () => {
    const history = past({
      'settings.json': [
        ['2021', '{}'],
        ['2022', 'run \\"x\\"'],
        ['2023', 'other'],
      ],
    })
    const hook = (command: string): InventoryItem =>
      item('plugin', {
        evidence: seen('settings.json'),
        attributes: [told('settings.json', 'plugin-type', 'hook'), told('settings.json', 'command', command)],
      })
    assert.deepEqual(dated(hook('run "x"'), history)[0]?.[0], '2022')
    assert.deepEqual(dated(hook('curl ***'), history)[0], ['2023', 'settings.json', 'git-history'])
  })

  it('does not date a deployment by the files of the model itself', () => {
    const role = told('m/config.json', 'role', 'embedding')
    const lying = item('model', {
      artifacts: ['m/config.json'],
      evidence: seen('m/config.json'),
      attributes: [role],
    })
    assert.deepEqual(dated(lying, past({})), [])
    const used = { ...lying, evidence: seen('app.py', 'm/config.json') }
    assert.deepEqual(dated(used, past({ 'app.py': [['2024', 'thing']] })), [
      ['2024', 'app.py', 'git-history'],
    ])
  })
})
