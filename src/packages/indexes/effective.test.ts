import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { effectiveIndexes } from './effective.ts'
import type { IndexTool, ToolIndexes } from './in-force.ts'
import { internalNameFindings } from './internal-names.ts'
import { judgeIndexes } from './judge.ts'
import { pipConfigFiles } from './pip-config.ts'
import type { Surroundings } from './surroundings.ts'
import { indexTable, originText } from './table.ts'

interface World {
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Surroundings['env']
  readonly platform?: string
  readonly broken?: string[]
}

function around({ files = {}, env = {}, platform = 'linux', broken = [] }: World): Surroundings {
  return {
    project: '/p',
    home: '/h',
    env,
    platform,
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    list: (folder) =>
      Object.keys(files).flatMap((path) => (dirname(path) === folder ? path.slice(folder.length + 1) : [])),
    broken: (path, why) => void broken.push(`${path}: ${why}`),
  }
}

function tool(world: World, name: IndexTool, of?: string): ToolIndexes | undefined {
  return effectiveIndexes(around(world)).find((found) => found.tool === name && found.of === of)
}

/** `role address origin` of each. */
function asked(world: World, name: IndexTool, of?: string): string[] | undefined {
  return tool(world, name, of)?.indexes.map(({ role, url, name: called, origin }) =>
    [role, url ?? called ?? 'public', originText(origin, (path) => path)].join(' '),
  )
}

function judged(world: World, internal: readonly string[] = []): string[] {
  const tools = effectiveIndexes(around(world))
  return [
    ...internalNameFindings(tools, internal),
    ...judgeIndexes(tools, (path) => path.startsWith('/p/')),
  ].map(({ tool: of, rule, severity }) => `${of} ${rule.slice('packages-'.length)} ${severity}`)
}

const CORP = 'https://packages.corp/simple'
const PUBLIC = 'https://pypi.example/simple'

describe('indexes of pip', () => {
  it('the last that sets a value has the say, for lists as well', () => {
    const files = {
      '/etc/xdg/pip/pip.conf': `[global]\nindex-url = https://a.corp/simple\nextra-index-url = ${PUBLIC}\n`,
      '/etc/pip.conf': '[global]\nextra_index_url = https://b.corp/simple\n',
      '/h/.config/pip/pip.conf': `[global]\nindex-url: ${CORP}\n[install]\nextra-index-url =\n  https://c.corp\n  https://d.corp\n`,
    }
    assert.deepEqual(asked({ files }, 'pip'), [
      `primary ${CORP} /h/.config/pip/pip.conf:2`,
      'extra https://c.corp /h/.config/pip/pip.conf:5',
      'extra https://d.corp /h/.config/pip/pip.conf:6',
    ])
    assert.deepEqual(asked({ files, env: { PIP_EXTRA_INDEX_URL: PUBLIC, PIP_NO_INDEX: '0' } }, 'pip'), [
      `primary ${CORP} /h/.config/pip/pip.conf:2`,
      `extra ${PUBLIC} PIP_EXTRA_INDEX_URL`,
    ])
    assert.deepEqual(asked({ files, env: { PIP_CONFIG_FILE: '/dev/null' } }, 'pip'), [
      'primary public default',
    ])
    assert.deepEqual(asked({ files, env: { PIP_NO_INDEX: '1', PIP_FIND_LINKS: './wheels' } }, 'pip'), [
      'find-links ./wheels PIP_FIND_LINKS',
    ])
  })

  it('a file of its own stands in for that of the user', () => {
    const world = {
      files: { '/x.conf': '[global]\n' },
      env: { PIP_CONFIG_FILE: '/x.conf', VIRTUAL_ENV: '/v' },
    }
    assert.deepEqual(pipConfigFiles(around(world)), [
      '/etc/xdg/pip/pip.conf',
      '/etc/pip.conf',
      '/v/pip.conf',
      '/x.conf',
    ])
    assert.ok(pipConfigFiles(around({ platform: 'win32' })).every((path) => path.endsWith('pip.ini')))
    assert.equal(pipConfigFiles(around({ platform: 'darwin' })).at(-1), '/h/.config/pip/pip.conf')
  })

  it('requirements add to it, through what they include, in circles, too', () => {
    const files = {
      '/p/requirements.txt': `-r requirements/gpu.txt\n--index-url ${CORP}\ntorch\n`,
      '/p/requirements/gpu.txt':
        '-r ../requirements.txt\n--extra-index-url https://wheels.example/cu128\ntorch\n',
      '/p/requirements-dev.txt': 'pytest\n',
    }
    assert.deepEqual(asked({ files }, 'pip'), ['primary public default'])
    assert.deepEqual(asked({ files }, 'pip', 'requirements.txt'), [
      `primary ${CORP} /p/requirements.txt:2`,
      'extra https://wheels.example/cu128 /p/requirements/gpu.txt:2',
    ])
    assert.equal(effectiveIndexes(around({ files })).length, 2)
  })
})

describe('indexes of uv', () => {
  const project = (text: string): World => ({
    files: { '/p/pyproject.toml': `[project]\nname = "a"\n${text}` },
  })

  it('means nothing to whom does not use it', () => {
    assert.equal(tool(project(''), 'uv'), undefined)
    assert.deepEqual(asked({ files: { '/p/uv.lock': '' } }, 'uv'), ['primary public default'])
  })

  it('files add up, the default comes last, and variables come first', () => {
    const { files } = project(`[[tool.uv.index]]\nname = "ours"\nurl = "${CORP}"\n`)
    const user = {
      '/h/.config/uv/uv.toml': `index-url = "${PUBLIC}"\nextra-index-url = ["https://x.example"]\n`,
    }
    const world = {
      files: { ...files, ...user },
      env: { UV_INDEX: 'ours=https://first.corp plain https://plain.example' },
    }
    assert.deepEqual(asked(world, 'uv'), [
      'extra https://first.corp UV_INDEX',
      'extra plain UV_INDEX',
      'extra https://plain.example UV_INDEX',
      'extra https://x.example /h/.config/uv/uv.toml:2',
      `primary ${PUBLIC} /h/.config/uv/uv.toml:1`,
    ])
    assert.deepEqual(asked({ ...world, env: { UV_NO_CONFIG: '1' } }, 'uv'), undefined)
    assert.deepEqual(judged({ files: { ...files }, env: { UV_INDEX_STRATEGY: 'unsafe-best-match' } }), [
      'uv extra-index medium',
    ])
  })

  it('an explicit index is asked only for what names it', () => {
    const world = project(
      `dependencies = ["torch"]\n[[tool.uv.index]]\nname = "cu"\nurl = "https://wheels.example/cu128"\nexplicit = true\n[tool.uv.sources]\ntorch = { index = "cu" }\n`,
    )
    assert.deepEqual(judged(world), [])
    assert.deepEqual(tool(world, 'uv')?.indexes[0]?.packages, ['torch'])
  })

  it('uv.toml leaves the project file without a say, and lies upwards, too', () => {
    const { files } = project(`[[tool.uv.index]]\nurl = "${CORP}"\n`)
    assert.deepEqual(asked({ files: { ...files, '/p/uv.toml': 'offline = true\n' } }, 'uv'), [
      'primary public default',
    ])
    assert.deepEqual(asked({ files: { '/uv.toml': `index-url = "${CORP}"\n` } }, 'uv'), [
      `primary ${CORP} /uv.toml:1`,
    ])
  })
})

describe('sources of a project', () => {
  const poetry = (text: string): World => ({
    files: { '/p/pyproject.toml': `[tool.poetry]\nname = "a"\n${text}` },
  })

  it('one primary source of Poetry takes the place of the public index', () => {
    const source = `[[tool.poetry.source]]\nname = "ours"\nurl = "${CORP}"\n`
    assert.deepEqual(asked(poetry(source), 'poetry'), [`primary ${CORP} /p/pyproject.toml:5`])
    assert.deepEqual(asked(poetry(`${source}priority = "supplemental"\n`), 'poetry'), [
      'primary public default',
      `extra ${CORP} /p/pyproject.toml:5`,
    ])
    assert.deepEqual(judged(poetry(`${source}priority = "explicit"\n`)), [])
    assert.deepEqual(judged(poetry(`${source}priority = "supplemental"\n`)), ['poetry extra-index medium'])
    const unchecked = { '/h/.config/pypoetry/config.toml': '[certificates.ours]\ncert = false\n' }
    assert.deepEqual(judged({ files: { ...poetry(source).files, ...unchecked } }), [
      'poetry unchecked-index low',
    ])
  })

  it('sources of PDM are equal unless their order is respected', () => {
    const source = `[[tool.pdm.source]]\nname = "ours"\nurl = "${CORP}"\n`
    const pdm = (text: string): World => ({ files: { '/p/pyproject.toml': text } })
    assert.deepEqual(judged(pdm(source)), ['pdm extra-index medium'])
    assert.deepEqual(judged(pdm(`${source}include_packages = ["acme-*"]\n`), ['acme-core']), [
      'pip internal-names high',
    ])
    assert.equal(
      tool(pdm(`${source}[tool.pdm.resolution]\nrespect-source-order = true\n`), 'pdm')?.choice,
      'first',
    )
    assert.deepEqual(judged(pdm(source.replace('"ours"', '"pypi"'))), [])
  })

  it('pipenv asks the second source only where it is told to', () => {
    const sources = `[[source]]\nname = "pypi"\nurl = "${PUBLIC}"\n[[source]]\nname = "ours"\nurl = "${CORP}"\n[pipenv]\n`
    assert.deepEqual(judged({ files: { '/p/Pipfile': sources } }), [])
    assert.deepEqual(judged({ files: { '/p/Pipfile': `${sources}install_search_all_sources = true\n` } }), [
      'pipenv extra-index medium',
    ])
    assert.deepEqual(
      asked({ files: { '/p/Pipfile': sources }, env: { PIPENV_PYPI_MIRROR: CORP } }, 'pipenv')?.[0],
      `primary ${CORP} PIPENV_PYPI_MIRROR`,
    )
  })
})

describe('channels', () => {
  const files = {
    '/h/.condarc': 'channels:\n  - conda-forge\nchannel_alias: https://conda.corp/mirror\n',
    '/etc/conda/.condarc': 'channels: [https://conda.corp/t/tk-1/ours]\nchannel_priority: strict\n',
    '/p/environment.yml': 'channels:\n  - pytorch\ndependencies:\n  - python\n',
  }

  it('add up, with those of the project first and without tokens', () => {
    assert.deepEqual(asked({ files }, 'conda', 'environment.yml'), [
      'primary https://conda.corp/mirror/pytorch /p/environment.yml:2',
      'extra https://conda.corp/mirror/conda-forge /h/.condarc:2',
      'extra https://conda.corp/ours /etc/conda/.condarc:1',
    ])
    assert.equal(tool({ files }, 'conda')?.choice, 'first')
    assert.equal(tool({ files, env: { CONDA_CHANNEL_PRIORITY: 'disabled' } }, 'conda')?.choice, 'best')
    const alone = files['/p/environment.yml'].replace('  - pytorch\n', '  - pytorch\n  - nodefaults\n')
    assert.equal(
      asked({ files: { ...files, '/p/environment.yml': alone } }, 'conda', 'environment.yml')?.length,
      1,
    )
  })

  it('of pixi are asked in order, unless that is disabled', () => {
    const manifest =
      '[workspace]\nchannels = ["conda-forge", { channel = "https://conda.corp/ours", priority = 1 }]\n'
    const world = { files: { '/p/pixi.toml': manifest }, env: { PIP_INDEX_URL: CORP } }
    assert.deepEqual(asked(world, 'pixi'), [
      'primary https://conda.corp/ours /p/pixi.toml:2',
      'extra conda-forge /p/pixi.toml:2',
    ])
    assert.deepEqual(judged(world, ['acme-core']), ['pixi internal-names medium', 'pixi extra-index medium'])
    const options = `[pypi-options]\nextra-index-urls = ["${CORP}"]\nindex-strategy = "unsafe-best-match"\n`
    assert.equal(
      tool({ files: { '/p/pixi.toml': manifest + options } }, 'pixi', 'pypi-dependencies')?.choice,
      'best',
    )
  })
})

describe('registries of npm', () => {
  const files = {
    '/p/package.json': '{}',
    '/p/.npmrc': '@acme:registry=https://npm.corp/\n//npm.corp/:_authToken=abcdefabcdef\n',
    '/h/.npmrc': 'registry = https://mirror.corp/\n',
  }

  it('a scope has its own, and secrets are not repeated', () => {
    assert.deepEqual(asked({ files }, 'npm'), [
      'scope https://npm.corp/ /p/.npmrc:1',
      'primary https://mirror.corp/ /h/.npmrc:1',
    ])
    assert.deepEqual(judged({ files }, ['@acme/core']), ['npm index-credentials medium'])
    assert.doesNotMatch(JSON.stringify(effectiveIndexes(around({ files }))), /abcdefabcdef/)
    const named = { ...files, '/p/.npmrc': files['/p/.npmrc'].replace('abcdefabcdef', '${TOKEN}') }
    assert.deepEqual(
      judged({ files: named, env: { npm_config_registry: 'http://mirror.example' } }, ['@other/x']),
      ['npm unchecked-index medium'],
    )
    assert.deepEqual(judged({ files: { '/p/package.json': '{}' } }, ['@other/x']), [
      'npm internal-names high',
    ])
  })
})

describe('names of one’s own', () => {
  it('are the public index’s to answer where it is asked as well', () => {
    const own = { '/h/.config/pip/pip.conf': `[global]\nindex-url = ${CORP}\n` }
    assert.deepEqual(judged({ files: own }, ['acme-core']), [])
    assert.deepEqual(judged({ files: own, env: { PIP_EXTRA_INDEX_URL: PUBLIC } }, ['acme-core']), [
      'pip internal-names high',
      'pip extra-index medium',
    ])
    assert.deepEqual(judged({ env: { UV_INDEX: CORP, PIP_INDEX_URL: CORP } }, ['Acme_Core', '@acme/x']), [
      'uv internal-names medium',
      'uv extra-index medium',
    ])
  })

  it('are safe where they are tied to an index', () => {
    const text = `[project]\nname = "a"\ndependencies = ["acme-core"]\n[[tool.uv.index]]\nname = "ours"\nurl = "${CORP}"\nexplicit = true\n[tool.uv.sources]\nacme-core = { index = "ours" }\n`
    const world = { files: { '/p/pyproject.toml': text }, env: { PIP_INDEX_URL: CORP } }
    assert.deepEqual(judged(world, ['Acme.Core']), [])
    assert.deepEqual(judged(world, ['acme-core', 'acme-*']), ['uv internal-names high'])
  })
})

describe('broken and hostile configuration', () => {
  it('is said, and the rest is read', () => {
    const broken: string[] = []
    const files = {
      '/p/pyproject.toml': '[tool.uv\n',
      '/p/Pipfile': '= = =',
      '/h/.condarc': 'channels: [a, [\n\t}',
      '/h/.config/pip/pip.conf': '[global\nindex-url\n= x\n\0',
      '/p/.npmrc': '=\n//:_authToken=x\n@:registry=y\n',
      '/p/package.json': '{',
      '/p/requirements.txt': '-r requirements.txt\n-r /etc/passwd\n--extra-index-url\n',
    }
    assert.ok(effectiveIndexes(around({ files, broken })).length > 0)
    for (const path of ['/p/pyproject.toml', '/p/Pipfile', '/h/.condarc'])
      assert.ok(
        broken.some((line) => line.startsWith(path)),
        path,
      )
  })

  it('any text is read to its end, and no password comes out', () => {
    const path = fc.constantFrom(
      '/p/pyproject.toml',
      '/p/uv.toml',
      '/p/Pipfile',
      '/p/pixi.toml',
      '/p/.npmrc',
      '/h/.condarc',
      '/h/.config/pip/pip.conf',
      '/p/requirements.txt',
      '/p/environment.yml',
    )
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '[tool.uv]\n',
        '[[source]]\n',
        'url = "https://u:hunter2@h.corp/x"\n',
        'index-url = https://u:hunter2@h.corp/x\n',
        '--extra-index-url https://u:hunter2@h.corp/x\n',
        'channels:\n  - https://u:hunter2@h.corp/x\n',
        '[global]\n',
        'proxy = http://u:hunter2@h.corp\n',
        '//h.corp/:_password=hunter2\n',
      ),
    )
    const content = fc.array(part).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.dictionary(path, content), content, (files, value) => {
        const env = { PIP_EXTRA_INDEX_URL: value, UV_INDEX: value, CONDA_CHANNELS: value }
        const tools = effectiveIndexes(around({ files, env }))
        const findings = judgeIndexes(tools, () => true)
        const shown = JSON.stringify([tools, findings]) + indexTable(tools, findings, (at) => join('~', at))
        assert.doesNotMatch(shown, /u:hunter2/)
      }),
    )
  })
})
