import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributeValues, needsOf, packageNamed, readExample } from '../read-example.ts'
import { pylock } from './discoverer.ts'

const A = 'a'.repeat(64)
const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const read = (text: string): ReturnType<typeof readExample> => readExample(pylock, 'pylock.toml', text)

describe('pylock.toml', () => {
  const example = read(`lock-version = "1.0"
created-by = "a-tool"
requires-python = ">=3.11"
extras = ["gpu"]

[[packages]]
name = "attrs"
version = "25.1.0"
index = "https://packages.example/simple"
wheels = [
  {name = "attrs-25.1.0-py3-none-any.whl", upload-time = 2025-01-25T11:30:10.164985+00:00, url = "https://u:p@files.example/attrs-25.1.0-py3-none-any.whl", size = 63152, hashes = {sha256 = "${A}", md5 = "short"}},
]

[[packages]]
name = "cattrs"
version = "24.1.2"
marker = "'gpu' in extras or 'dev' in dependency_groups"
dependencies = [{name = "attrs"}]

[packages.sdist]
name = "cattrs-24.1.2.tar.gz"
path = "../cattrs-24.1.2.tar.gz"
hashes = {sha512 = "${A}${A}"}

[[packages]]
name = "tool"
vcs = {type = "git", url = "https://github.com/org/tool", requested-revision = "main", commit-id = "${COMMIT}"}

[[packages]]
name = "archive"
version = "1.2"
archive = {url = "https://files.example/archive-1.2.zip", hashes = {sha256 = "${A}"}}

[[packages]]
name = "me"
directory = {path = ".", editable = true}
`)

  it('reads each kind of source', () => {
    assert.deepEqual(
      example.set?.packages.map(({ name, source }) => [name, source?.kind]),
      [
        ['attrs', 'registry'],
        ['cattrs', undefined],
        ['tool', 'git'],
        ['archive', 'url'],
      ],
    )
    assert.deepEqual(
      example.set?.projects.map(({ name }) => name),
      ['me'],
    )
    assert.deepEqual(attributeValues(example, 'tool', 'commit'), [COMMIT])
  })

  it('keeps distributions', () => {
    assert.deepEqual(packageNamed(example, 'attrs').distributions, [
      {
        filename: 'attrs-25.1.0-py3-none-any.whl',
        url: 'https://files.example/attrs-25.1.0-py3-none-any.whl',
        hashes: [{ algorithm: 'sha256', value: A }],
        size: 63152,
        uploadedAt: '2025-01-25T11:30:10Z',
      },
    ])
    assert.equal(packageNamed(example, 'cattrs').distributions[0]?.hashes[0]?.algorithm, 'sha512')
  })

  it('reads groups and extras out of markers', () => {
    assert.deepEqual(attributeValues(example, 'cattrs', 'scope'), ['dev', 'gpu'])
  })

  it('is complete only with the graph', () => {
    assert.deepEqual(needsOf(example, 'cattrs'), ['attrs@25.1.0'])
    assert.equal(example.set?.complete, true)
    const flat = read('lock-version = "1.0"\n[[packages]]\nname = "a"\nversion = "1"\n')
    assert.equal(flat.set?.complete, false)
  })

  it('refuses versions that it does not know', () => {
    for (const text of ["lock-version = '666'", 'lock-version = 1', ''])
      assert.equal(read(text).gaps[0]?.reason, 'unsupported', text)
  })

  it('is known by its name', () => {
    const claims = (name: string): boolean =>
      pylock.claims({ name, text: '' } as Parameters<typeof pylock.claims>[0])
    assert.ok(claims('pylock.toml') && claims('pylock.dev.toml'))
    assert.ok(!claims('pylock.a.b.toml') && !claims('mypylock.toml'))
  })
})
