import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inlineScript } from '../inline-script/discoverer.ts'
import { pipfile } from '../pipfile/discoverer.ts'
import { attributeValues, packageNamed, readExample, type ReadExample } from '../read-example.ts'
import { setupCfg } from '../setup-cfg/discoverer.ts'
import { pyproject } from './discoverer.ts'

const read = (text: string): ReadExample => readExample(pyproject, 'pyproject.toml', text)
const table = ({ set }: ReadExample): unknown =>
  set?.packages.map(({ name, version, requirement, scopes, line }) => [
    name,
    version ?? requirement ?? '',
    scopes.join(),
    line,
  ])

describe('pyproject.toml', () => {
  it('of the standard', () => {
    const example = read(`[build-system]
requires = ["hatchling>=1.20"]

[project]
name = "My_App"
version = "1.2.3"
dependencies = [
  "torch>=2.1,<3", # comment "numpy"
  'transformers[torch]==4.40.0; python_version >= "3.10"',
  "tool @ git+https://u:p@github.com/org/tool@v1",
]

[project.optional-dependencies]
gpu = ["triton>=3", "my-app[all]"]

[dependency-groups]
test = ["pytest>=8"]
dev = [{ include-group = "test" }, "ruff"]
loop = [{ include-group = "loop" }]
`)
    assert.deepEqual(table(example), [
      ['torch', '>=2.1,<3', '', 8],
      ['transformers', '4.40.0', '', 9],
      ['tool', '', '', 10],
      ['triton', '>=3', 'gpu', 14],
      ['pytest', '>=8', 'test', 17],
      ['ruff', '', 'dev', 18],
      ['pytest', '>=8', 'dev', 17],
      ['hatchling', '>=1.20', 'build', 2],
    ])
    assert.deepEqual(
      example.set?.projects.map(({ name, version, line }) => [name, version, line]),
      [['my-app', '1.2.3', 5]],
    )
    assert.deepEqual(attributeValues(example, 'torch', 'direct'), ['true'])
    assert.deepEqual(attributeValues(example, 'torch', 'requirement'), ['>=2.1,<3'])
    assert.deepEqual(attributeValues(example, 'tool', 'source-url'), ['https://github.com/org/tool'])
    assert.equal(example.set?.kind, 'manifest')
    assert.doesNotMatch(JSON.stringify(example), /u:p/)
  })

  it('of uv, with indexes and sources', () => {
    const example = read(`[project]
name = "app"
dependencies = ["torch", "local-lib", "member", "own==1.0", "plain"]
[tool.uv]
dev-dependencies = ["pytest"]
index-strategy = "unsafe-best-match"
[tool.uv.sources]
torch = [
  { index = "cpu", marker = "sys_platform != 'linux'" },
  { index = "cuda", marker = "sys_platform == 'linux'" },
]
local-lib = { path = "../lib", editable = true }
member = { workspace = true }
own = { git = "https://github.com/org/own", branch = "main" }
[[tool.uv.index]]
name = "cpu"
url = "https://wheels.example/cpu"
explicit = true
[[tool.uv.index]]
name = "cuda"
url = "https://me:pw@wheels.example/cuda"
`)
    assert.deepEqual(attributeValues(example, 'torch', 'registry'), [
      'https://wheels.example/cpu',
      'https://wheels.example/cuda',
    ])
    assert.deepEqual(attributeValues(example, 'local-lib', 'editable'), ['true'])
    assert.deepEqual(attributeValues(example, 'own', 'revision-requested'), ['main'])
    assert.deepEqual(attributeValues(example, 'plain', 'registry'), [])
    assert.deepEqual(example.set?.includes, [{ as: 'project', path: 'member', line: 3 }])
    assert.deepEqual(
      example.set?.indexes.map(({ role, name, credentials }) => [role, name, credentials]),
      [
        ['explicit', 'cpu', false],
        ['extra', 'cuda', true],
      ],
    )
    assert.deepEqual(example.set?.options, [{ name: 'index-strategy', value: 'unsafe-best-match', line: 6 }])
    assert.doesNotMatch(JSON.stringify(example), /me:pw/)
  })

  it('of Poetry and PDM', () => {
    const example = read(`[tool.poetry]
name = "app"
version = "0.1.0"
[tool.poetry.dependencies]
python = "^3.10"
torch = "^2.1"
exact = "1.0.0"
any = "*"
extra = { version = "~1.2", optional = true, extras = ["a"] }
tool = { git = "https://github.com/org/tool.git", rev = "abc" }
many = [{ version = "<2", python = "<3.9" }, { version = ">=2", markers = "python_version >= '3.9'" }]
inner = { version = "^1", source = "company" }
[tool.poetry.group.dev.dependencies]
pytest = "^8"
[tool.poetry.extras]
gpu = ["extra"]
[[tool.poetry.source]]
name = "company"
url = "https://packages.example/simple"
priority = "supplemental"
[tool.pdm.dev-dependencies]
lint = ["ruff>=0.4", "-e file:///\${PROJECT_ROOT}/sub#egg=sub"]
`)
    assert.deepEqual(table(example), [
      ['ruff', '>=0.4', 'lint', 22],
      ['sub', '', 'lint', 22],
      ['torch', '^2.1', '', 6],
      ['exact', '1.0.0', '', 7],
      ['any', '', '', 8],
      ['extra', '~1.2', 'gpu', 9],
      ['tool', '', '', 10],
      ['many', '<2', '', 11],
      ['many', '>=2', '', 11],
      ['inner', '^1', '', 12],
      ['pytest', '^8', 'dev', 14],
    ])
    assert.deepEqual(attributeValues(example, 'inner', 'registry'), ['https://packages.example/simple'])
    assert.equal(example.set?.indexes[0]?.role, 'extra')
    assert.equal(packageNamed(example, 'extra').optional, true)
  })

  it('groups that include each other in many ways end soon', () => {
    const group = (i: number): string =>
      `g${i} = ["x${i}", ${Array.from({ length: 60 - i }, (_, j) => `{ include-group = "g${i + j}" }`).join(', ')}]\n`
    const example = read(`[dependency-groups]\n${Array.from({ length: 60 }, (_, i) => group(i)).join('')}`)
    assert.equal(example.set?.packages.length, (60 * 61) / 2)
  })

  it('without packages says nothing, and wrong types are no values', () => {
    assert.equal(read('[tool.ruff]\nline-length = 100\n').set, undefined)
    const example = read(`[project]
name = 3
dependencies = "torch"
optional-dependencies = ["x"]
[dependency-groups]
a = 1
b = ["ok", "not a requirement", { include-group = 3 }, { include-group = "missing" }]
[tool]
uv = 3
poetry = { dependencies = { "../x" = "1", y = 2, __proto__ = "1" }, extras = "e", source = [3] }
`)
    assert.deepEqual(table(example), [['ok', '', 'b', 7]])
    assert.equal(example.gaps.length, 1)
    assert.equal(read('[project').refused?.reason, 'malformed')
  })
})

describe('Pipfile', () => {
  it('names packages by category', () => {
    const example = readExample(
      pipfile,
      'Pipfile',
      `[[source]]
url = "https://pypi.example/simple"
verify_ssl = true
name = "pypi"
[[source]]
url = "https://\${USER}:\${PASS}@packages.example/simple"
verify_ssl = false
name = "inner"
[packages]
requests = "*"
flask = "==2.0.1"
own = {version = ">=1", index = "inner"}
tool = {git = "https://github.com/org/tool.git", ref = "main"}
here = {path = ".", editable = true}
bad = 3
[dev-packages]
pytest = ">=8"
[docs]
sphinx = "*"
[requires]
python_version = "3.11"
`,
    )
    assert.deepEqual(table(example), [
      ['requests', '', '', 10],
      ['flask', '2.0.1', '', 11],
      ['own', '>=1', '', 12],
      ['tool', '', '', 13],
      ['here', '', '', 14],
      ['pytest', '>=8', 'dev', 17],
      ['sphinx', '', 'docs', 19],
    ])
    assert.deepEqual(attributeValues(example, 'own', 'registry'), ['https://packages.example/simple'])
    assert.equal(example.set?.indexes[1]?.insecure, true)
    assert.equal(example.gaps.length, 1)
  })
})

const systemOf = ({ sightings }: ReadExample): unknown =>
  sightings
    .filter(({ subject }) => subject.by === 'system')
    .flatMap(({ attributes }) => attributes.map((a) => `${a.name}=${a.value} ${a.evidence.at.range?.start}`))

describe('what a project says of itself', () => {
  it('stands in the standard table, and what is left out there in that of Poetry', () => {
    const example = read(`[project]
name = "agent"
description = "Answers questions; see https://ann:pw@docs.example/start?token=abc"
license = { text = "MIT" }
authors = [{ name = "Ann", email = "ann@example.org" }, { email = "team@example.org" }, 7]

[project.urls]
"Source Code" = "https://u:p@git.example/org/agent"
Homepage = "https://agent.example"
Issues = "https://git.example/org/agent/issues"

[tool.poetry]
description = "older"
authors = ["Bob <bob@example.org>"]
`)
    assert.deepEqual(systemOf(example), [
      'description=Answers questions; see https://docs.example/start 3',
      'license=MIT 4',
      'author=Ann 5',
      'author=team@example.org 5',
      'source-url=https://git.example/org/agent 7',
      'source-url=https://agent.example 7',
    ])
    const poetry = read(`[tool.poetry]
name = "agent"
license = "Apache-2.0"
authors = ["Bob <bob@example.org>"]
repository = "https://github.com/org/agent"
`)
    assert.deepEqual(systemOf(poetry), [
      'license=Apache-2.0 3',
      'author=Bob 4',
      'source-url=https://github.com/org/agent 5',
    ])
  })

  it('may be a licence in a file or in classifiers', () => {
    const example = read(`[project]
name = "agent"
license = { file = "LICENSE" }
classifiers = ["License :: OSI Approved :: MIT License", "Topic :: x"]
`)
    assert.deepEqual(systemOf(example), ['license=MIT License 4'])
    assert.deepEqual(systemOf(read('[project]\nname = "a"\nlicense = 3\nauthors = "x"\nurls = []\n')), [])
  })

  it('stands in the metadata of setup.cfg', () => {
    const example = readExample(
      setupCfg,
      'setup.cfg',
      `[metadata]
name = agent
description = Answers questions
license = MIT
author = Ann, Bob
url = https://agent.example
project_urls =
    Source = https://git.example/org/agent
    Tracker = https://git.example/org/agent/issues
`,
    )
    assert.deepEqual(systemOf(example), [
      'description=Answers questions 3',
      'license=MIT 4',
      'author=Ann 5',
      'author=Bob 5',
      'source-url=https://git.example/org/agent 8',
      'source-url=https://agent.example 6',
    ])
  })
})

describe('setup.cfg', () => {
  it('names packages in indented lists', () => {
    const example = readExample(
      setupCfg,
      'setup.cfg',
      `[metadata]
name = My.App
version = attr: app.__version__

[options]
packages = find:
install_requires =
    torch>=2.1
    # comment
    numpy ; python_version < "3.12"
setup_requires = setuptools>=61
[options.extras_require]
gpu = triton
docs = file: docs/requirements.txt
[flake8]
ignore = E501
`,
    )
    assert.deepEqual(table(example), [
      ['torch', '>=2.1', '', 8],
      ['numpy', '', '', 10],
      ['setuptools', '>=61', 'build', 11],
      ['triton', '', 'gpu', 13],
    ])
    assert.deepEqual(example.set?.projects, [{ name: 'my-app', line: 2, dependencies: [] }])
    assert.deepEqual(example.set?.includes, [{ as: 'requirements', path: 'docs/requirements.txt', line: 14 }])
    assert.equal(readExample(setupCfg, 'setup.cfg', '[flake8]\nignore = E501\n').set, undefined)
  })
})

describe('a script with its requirements', () => {
  const script = `#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "torch==2.1.0",
#   "rich",
# ]
# ///
import torch
`
  it('names packages on their lines', () => {
    assert.deepEqual(table(readExample(inlineScript, 'run.py', script)), [
      ['torch', '2.1.0', '', 5],
      ['rich', '', '', 6],
    ])
  })

  it('is none with two blocks, an open one or none', () => {
    for (const text of [script + script, '# /// script\n# dependencies = ["a"]\nx = 1\n', 'x = 1\n', ''])
      assert.equal(readExample(inlineScript, 'run.py', text).set, undefined)
    assert.equal(
      readExample(inlineScript, 'run.py', '# /// script\n# a = [\n# ///\n').refused?.reason,
      'malformed',
    )
  })
})
