import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributeValues, needsOf, packageNamed, readExample } from '../read-example.ts'
import { uvLock } from './discoverer.ts'

const A = 'a'.repeat(64)
const COMMIT = '0123456789abcdef0123456789abcdef01234567'

const lock = `version = 1
revision = 3
requires-python = ">=3.11"
resolution-markers = ["sys_platform == 'linux'", "sys_platform != 'linux'"]

[options]
exclude-newer = "2025-06-01T00:00:00Z"

[[package]]
name = "agent"
version = "0.1.0"
source = { editable = "." }
dependencies = [
    { name = "torch", version = "2.5.1", source = { registry = "https://packages.example/simple" }, marker = "sys_platform != 'linux'" },
    { name = "torch", version = "2.5.1+cpu", source = { registry = "https://wheels.example/cpu" }, marker = "sys_platform == 'linux'" },
    { name = "httpx", extra = ["http2"] },
    { name = "tool" },
]

[package.optional-dependencies]
gpu = [{ name = "triton" }]

[package.dev-dependencies]
dev = [{ name = "pytest" }]

[package.metadata]
requires-dist = [
    { name = "torch", specifier = ">=2.5" },
    { name = "httpx", extras = ["http2"], specifier = "~=0.28" },
    { name = "triton", marker = "extra == 'gpu'", specifier = ">=3" },
]

[package.metadata.requires-dev]
dev = [{ name = "pytest", specifier = ">=8" }]

[[package]]
name = "h2"
version = "4.2.0"
source = { registry = "https://pypi.example/simple" }

[[package]]
name = "httpx"
version = "0.28.1"
source = { registry = "https://pypi.example/simple" }
dependencies = [{ name = "idna" }]
sdist = { url = "https://user:secret@files.example/httpx-0.28.1.tar.gz", hash = "sha256:${A}", size = 141406, upload-time = "2024-12-06T15:37:23.222Z" }
wheels = [
    { url = "https://files.example/httpx-0.28.1-py3-none-any.whl", hash = "sha256:${A}", size = 73517 },
]

[package.optional-dependencies]
http2 = [{ name = "h2" }]

[[package]]
name = "idna"
version = "3.10"
source = { registry = "https://pypi.example/simple" }

[[package]]
name = "pytest"
version = "8.4.0"
source = { registry = "https://pypi.example/simple" }
dependencies = [{ name = "idna" }]

[[package]]
name = "tool"
version = "1.0"
source = { git = "https://x:y@github.com/org/tool?rev=main&subdirectory=py#${COMMIT}" }
dependencies = [{ name = "local" }, { name = "archive" }]

[[package]]
name = "local"
version = "0.0.1"
source = { editable = "../local" }

[[package]]
name = "archive"
version = "1.2"
source = { url = "https://files.example/archive-1.2-py3-none-any.whl" }
wheels = [{ url = "https://files.example/archive-1.2-py3-none-any.whl", hash = "sha256:${A}" }]

[[package]]
name = "torch"
version = "2.5.1"
source = { registry = "https://packages.example/simple" }
resolution-markers = ["sys_platform != 'linux'"]

[[package]]
name = "torch"
version = "2.5.1+cpu"
source = { registry = "https://wheels.example/cpu" }
resolution-markers = ["sys_platform == 'linux'"]

[[package]]
name = "triton"
version = "3.1.0"
source = { registry = "https://pypi.example/simple" }
dependencies = [{ name = "torch", version = "2.5.1+cpu", source = { registry = "https://wheels.example/cpu" } }]
`

describe('uv.lock', () => {
  const example = readExample(uvLock, 'app/uv.lock', lock)

  it('keeps the project out of its packages', () => {
    assert.deepEqual(
      example.set?.projects.map(({ name, version, line }) => [name, version, line]),
      [['agent', '0.1.0', 10]],
    )
    assert.equal(example.set?.packages.length, 10)
    assert.equal(example.set?.complete, true)
    assert.deepEqual(example.gaps, [])
  })

  it('follows each dependency to the version that the lock means', () => {
    assert.deepEqual(needsOf(example, 'triton'), ['torch@2.5.1+cpu'])
    assert.deepEqual(needsOf(example, 'httpx'), ['h2@4.2.0', 'idna@3.10'])
    assert.deepEqual(needsOf(example, 'tool'), ['archive@1.2', 'local@0.0.1'])
  })

  it('says who needs a package and in which range', () => {
    assert.deepEqual(attributeValues(example, 'httpx', 'direct'), ['true'])
    assert.deepEqual(attributeValues(example, 'httpx', 'requirement'), ['~=0.28'])
    assert.deepEqual(attributeValues(example, 'idna', 'direct'), ['false'])
    assert.deepEqual(attributeValues(example, 'idna', 'scope'), ['dev', 'main'])
    assert.deepEqual(attributeValues(example, 'pytest', 'scope'), ['dev'])
    assert.deepEqual(attributeValues(example, 'triton', 'scope'), ['gpu'])
    assert.deepEqual(attributeValues(example, 'h2', 'scope'), [])
  })

  it('names the index in the package URL unless it is the public one', () => {
    const urls = example.sightings.map(({ subject }) => (subject.by === 'name' ? subject.purl : undefined))
    assert.deepEqual(urls, [
      'pkg:pypi/h2@4.2.0',
      'pkg:pypi/httpx@0.28.1',
      'pkg:pypi/idna@3.10',
      'pkg:pypi/pytest@8.4.0',
      `pkg:pypi/tool@1.0?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Forg%2Ftool%40${COMMIT}`,
      undefined,
      'pkg:pypi/archive@1.2?download_url=https:%2F%2Ffiles.example%2Farchive-1.2-py3-none-any.whl',
      'pkg:pypi/torch@2.5.1?repository_url=https:%2F%2Fpackages.example%2Fsimple',
      'pkg:pypi/torch@2.5.1%2Bcpu?repository_url=https:%2F%2Fwheels.example%2Fcpu',
      'pkg:pypi/triton@3.1.0',
    ])
  })

  it('keeps distributions with hashes, sizes and dates', () => {
    assert.deepEqual(packageNamed(example, 'httpx').distributions, [
      {
        filename: 'httpx-0.28.1.tar.gz',
        url: 'https://files.example/httpx-0.28.1.tar.gz',
        hashes: [{ algorithm: 'sha256', value: A }],
        size: 141406,
        uploadedAt: '2024-12-06T15:37:23Z',
      },
      {
        filename: 'httpx-0.28.1-py3-none-any.whl',
        url: 'https://files.example/httpx-0.28.1-py3-none-any.whl',
        hashes: [{ algorithm: 'sha256', value: A }],
        size: 73517,
      },
    ])
  })

  it('says what a repository was asked for and what that came to', () => {
    assert.deepEqual(packageNamed(example, 'tool').source, {
      kind: 'git',
      url: 'https://github.com/org/tool',
      commit: COMMIT,
      requested: 'main',
      subdirectory: 'py',
    })
    assert.deepEqual(attributeValues(example, 'tool', 'commit'), [COMMIT])
    assert.deepEqual(attributeValues(example, 'tool', 'revision-requested'), ['main'])
    assert.deepEqual(attributeValues(example, 'local', 'editable'), ['true'])
  })

  it('points at the line of the name', () => {
    const lines = lock.split('\n')
    for (const { name, line } of example.set?.packages ?? [])
      assert.equal(lines[line - 1], `name = "${name}"`)
  })

  it('lets no credential through', () => {
    assert.doesNotMatch(JSON.stringify(example), /secret|x:y/)
  })

  it('takes members of a workspace for projects, and the requirements of a script for direct', () => {
    const workspace = readExample(
      uvLock,
      'uv.lock',
      `version = 1
[manifest]
members = ["api", "core-lib"]
[[package]]
name = "api"
source = { virtual = "services/api" }
dependencies = [{ name = "core-lib" }, { name = "flask" }]
[[package]]
name = "core-lib"
source = { editable = "libs/core" }
dependencies = [{ name = "numpy" }]
[[package]]
name = "flask"
version = "3.1"
[[package]]
name = "numpy"
version = "2.0"
`,
    )
    assert.deepEqual(
      workspace.set?.packages.map(({ name, direct }) => [name, direct]),
      [
        ['flask', true],
        ['numpy', true],
      ],
    )
    const script = readExample(
      uvLock,
      'run.py.lock',
      `version = 1
[manifest]
requirements = [{ name = "rich", specifier = ">=13" }]
[[package]]
name = "rich"
version = "14.0"
dependencies = [{ name = "pygments" }]
[[package]]
name = "pygments"
version = "2.19"
`,
    )
    assert.deepEqual(
      script.set?.packages.map(({ name, direct, requirement }) => [name, direct, requirement]),
      [
        ['rich', true, '>=13'],
        ['pygments', false, undefined],
      ],
    )
  })
})

describe('broken and hostile uv.lock', () => {
  it('one broken package does not cost its siblings', () => {
    const { set, gaps } = readExample(
      uvLock,
      'uv.lock',
      `version = 1
[[package]]
version = "1"
[[package]]
name = "a"
version = 7
source = 7
dependencies = { name = "b" }
wheels = [null_is_no_toml]
`.replace('[null_is_no_toml]', '[1, { url = 2, hash = 3, size = -1, upload-time = 4 }]'),
    )
    assert.equal(gaps.length, 1)
    assert.equal(gaps[0]?.at.range?.start, 2)
    assert.deepEqual(
      set?.packages.map(({ name, version }) => [name, version]),
      [['a', undefined]],
    )
    assert.equal(set?.complete, false)
  })

  it('what is no TOML, or of another version, is a gap', () => {
    assert.equal(readExample(uvLock, 'uv.lock', '\0').refused?.reason, 'malformed')
    assert.match(readExample(uvLock, 'uv.lock', 'version = 1\n[[package]\n').refused?.message ?? '', /line 2/)
    assert.equal(readExample(uvLock, 'uv.lock', `a = ${'['.repeat(50_000)}`).refused?.reason, 'malformed')
    assert.equal(readExample(uvLock, 'uv.lock', 'version = 2').gaps[0]?.reason, 'unsupported')
    assert.equal(readExample(uvLock, 'uv.lock', 'version = {}').gaps[0]?.reason, 'unsupported')
    assert.equal(readExample(uvLock, 'uv.lock', '').set?.packages.length, 0)
  })

  it('keys of objects are data', () => {
    const { set } = readExample(
      uvLock,
      'uv.lock',
      `version = 1
[[package]]
name = "constructor"
version = "1"
[package.optional-dependencies]
__proto__ = [{ name = "constructor" }]
[[package]]
name = "a"
version = "1"
dependencies = [{ name = "__proto__" }, { name = "toString" }, { name = "constructor" }]
`,
    )
    assert.equal(set?.packages.length, 2)
  })

  it('headers inside of texts do not move lines', () => {
    const example = readExample(
      uvLock,
      'uv.lock',
      `version = 1
note = """
[[package]]
name = "x"
"""
[[package]]
name = "a"
version = "1"
`,
    )
    assert.equal(packageNamed(example, 'a').line, 7)
  })

  it('many packages of one name that all need each other end soon', () => {
    const one = (i: number): string =>
      `[[package]]\nname = "a"\nversion = "1.${i}"\ndependencies = [${'{ name = "a" },'.repeat(20)}]\n`
    const start = performance.now()
    const { set } = readExample(
      uvLock,
      'uv.lock',
      `version = 1\n${Array.from({ length: 2000 }, (_, i) => one(i)).join('')}`,
    )
    assert.equal(set?.packages.length, 2000)
    assert.ok(performance.now() - start < 5000)
  })
})
