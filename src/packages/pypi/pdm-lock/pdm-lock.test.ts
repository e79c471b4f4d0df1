import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributeValues, needsOf, packageNamed, readExample } from '../read-example.ts'
import { pdmLock } from './discoverer.ts'

const A = 'a'.repeat(64)
const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const read = (text: string): ReturnType<typeof readExample> => readExample(pdmLock, 'pdm.lock', text)

describe('pdm.lock', () => {
  const example = read(`[metadata]
groups = ["default", "dev"]
strategy = ["inherit_metadata", "static_urls"]
lock_version = "4.5.0"

[[package]]
name = "coverage"
version = "7.4.1"
groups = ["dev"]
files = [{url = "https://files.example/coverage-7.4.1.tar.gz", hash = "sha256:${A}"}]

[[package]]
name = "coverage"
version = "7.4.1"
extras = ["toml"]
groups = ["dev"]
dependencies = [
    "coverage==7.4.1",
    "tomli; python_full_version <= \\"3.11.0a6\\"",
]

[[package]]
name = "tomli"
version = "2.0.1"
groups = ["default", "dev"]
marker = "python_version < \\"3.11\\""

[[package]]
name = "tool"
version = "0.1"
git = "https://u:p@github.com/org/tool.git"
ref = "main"
revision = "${COMMIT}"
groups = ["default"]
dependencies = ["Coverage[toml]>=5.2.1", "local"]

[[package]]
name = "local"
version = "0.0.1"
path = "./local"
editable = true
groups = ["default"]
`)

  it('takes an extra for the package that it is of', () => {
    assert.deepEqual(needsOf(example, 'coverage'), ['tomli@2.0.1'])
    assert.deepEqual(needsOf(example, 'tool'), ['coverage@7.4.1', 'local@0.0.1'])
  })

  it('keeps groups, markers, sources and hashes', () => {
    assert.deepEqual(attributeValues(example, 'tomli', 'scope'), ['dev', 'main'])
    assert.deepEqual(attributeValues(example, 'local', 'scope'), [])
    assert.deepEqual(attributeValues(example, 'local', 'editable'), ['true'])
    assert.deepEqual(attributeValues(example, 'tool', 'commit'), [COMMIT])
    assert.deepEqual(attributeValues(example, 'tomli', 'marker'), ['python_version < "3.11"'])
    assert.deepEqual(packageNamed(example, 'coverage').distributions, [
      {
        filename: 'coverage-7.4.1.tar.gz',
        url: 'https://files.example/coverage-7.4.1.tar.gz',
        hashes: [{ algorithm: 'sha256', value: A }],
      },
    ])
    assert.doesNotMatch(JSON.stringify(example), /u:p/)
  })

  it('files of old locks stand in one table', () => {
    const old = read(`[[package]]
name = "six"
version = "1.16.0"
[metadata]
lock_version = "4.2"
[metadata.files]
"six 1.16.0" = [{file = "six-1.16.0.tar.gz", hash = "sha256:${A}"}]
`)
    assert.equal(packageNamed(old, 'six').distributions[0]?.filename, 'six-1.16.0.tar.gz')
  })

  it('wrong types are no values', () => {
    const { set, gaps } = read(`[[package]]
name = "a"
version = []
groups = [1]
dependencies = [1, "=="]
git = {}
[[package]]
name = 3
`)
    assert.deepEqual(
      set?.packages.map(({ name, version }) => [name, version]),
      [['a', undefined]],
    )
    assert.equal(gaps.length, 1)
  })
})
