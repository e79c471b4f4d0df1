import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributeValues, packageNamed, readExample } from '../read-example.ts'
import { pipfileLock } from './discoverer.ts'

const A = 'a'.repeat(64)
const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const read = (value: unknown): ReturnType<typeof readExample> =>
  readExample(pipfileLock, 'Pipfile.lock', typeof value === 'string' ? value : JSON.stringify(value, null, 4))

describe('Pipfile.lock', () => {
  const example = read({
    _meta: {
      sources: [
        { name: 'pypi', url: 'https://pypi.example/simple', verify_ssl: true },
        { name: 'inner', url: 'https://u:p@packages.example/simple', verify_ssl: false },
      ],
    },
    default: {
      Flask: {
        hashes: [`sha256:${A}`, 'sha256:short'],
        index: 'inner',
        version: '==3.0.0',
        extras: ['async'],
      },
      six: { version: '==1.16.0', markers: "python_version >= '3'" },
      tool: { git: 'https://github.com/org/tool.git', ref: COMMIT, editable: true },
      here: { path: '.', editable: true },
      loose: { version: '*' },
    },
    develop: { six: { version: '==1.16.0', markers: "python_version >= '3'" }, pytest: { version: '==8.0' } },
    docs: { sphinx: { version: '==7.0' } },
  })

  it('keeps versions, hashes, indexes and sources', () => {
    assert.deepEqual(packageNamed(example, 'flask'), {
      ecosystem: 'pypi',
      name: 'flask',
      version: '3.0.0',
      scopes: [],
      extras: ['async'],
      source: { kind: 'registry', url: 'https://packages.example/simple', name: 'inner' },
      distributions: [{ hashes: [{ algorithm: 'sha256', value: A }] }],
      dependencies: [],
      line: packageNamed(example, 'flask').line,
    })
    assert.deepEqual(
      example.set?.indexes.map(({ role, name, credentials, insecure }) => [
        role,
        name,
        credentials,
        insecure,
      ]),
      [
        ['primary', 'pypi', false, undefined],
        ['extra', 'inner', true, true],
      ],
    )
    assert.deepEqual(attributeValues(example, 'tool', 'commit'), [COMMIT])
    assert.deepEqual(attributeValues(example, 'here', 'editable'), ['true'])
    assert.equal(packageNamed(example, 'loose').version, undefined)
    assert.equal(example.set?.complete, false)
    assert.doesNotMatch(JSON.stringify(example), /u:p/)
  })

  it('says once what stands in several categories', () => {
    assert.deepEqual(attributeValues(example, 'six', 'scope'), ['dev', 'main'])
    assert.deepEqual(attributeValues(example, 'pytest', 'scope'), ['dev'])
    assert.deepEqual(attributeValues(example, 'sphinx', 'scope'), ['docs'])
  })

  it('broken parts cost only themselves', () => {
    const { set, gaps } = read({ default: { a: null, b: { version: 3, hashes: 'x' }, '-': {} }, develop: [] })
    assert.deepEqual(
      set?.packages.map(({ name, version }) => [name, version]),
      [['b', undefined]],
    )
    assert.equal(gaps.length, 3)
    for (const text of ['', '[]', '{"default": {', 'null'])
      assert.equal(read(text).refused?.reason, 'malformed', text)
  })
})
