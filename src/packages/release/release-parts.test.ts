import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { coreMetadata } from './core-metadata.ts'
import { entryPoints, shadowsCommand } from './entry-points.ts'
import { buildHooks } from './hooks.ts'
import { javaScriptActs } from './javascript-acts.ts'
import { identityOf, isForDevelopers, placeOf } from './layout.ts'
import { reachOf, type OutlinedModule } from './reach.ts'
import type { OutlineScope } from './outline.ts'
import { recordedDigest, recordRows } from './record.ts'
import { isStartFile, startFile } from './start-files.ts'

describe('names of archives', () => {
  it('say kind, name and version', () => {
    const cases: readonly (readonly [string, unknown])[] = [
      ['torch-2.9.1+cpu-cp311-cp311-linux_x86_64.whl', ['wheel', 'torch', '2.9.1+cpu']],
      ['sample-pkg-1.0.tar.gz', ['sdist', 'sample-pkg', '1.0']],
      ['sample-1.0.zip', ['sdist', 'sample', '1.0']],
      ['numpy-base-1.26.0-py311_0.tar.bz2', ['conda', 'numpy-base', '1.26.0']],
      ['_libgcc_mutex-0.1-main.conda', ['conda', '_libgcc_mutex', '0.1']],
      ['scope-name-1.2.3.tgz', ['npm', 'scope-name', '1.2.3']],
    ]
    for (const [file, expected] of cases) {
      const { kind, name, version } = identityOf(file) ?? {}
      assert.deepEqual([kind, name, version], expected)
    }
    assert.equal(identityOf('notes.txt'), undefined)
  })

  it('place members where they are installed', () => {
    assert.equal(placeOf('wheel', 'a-1.data/purelib/x.pth'), 'x.pth')
    assert.equal(placeOf('wheel', 'a-1.data/data/lib/python3.11/site-packages/x.pth'), 'x.pth')
    assert.equal(placeOf('sdist', 'a-1/src/a.py'), 'src/a.py')
    assert.equal(placeOf('conda', 'lib/python3.11/site-packages/a.pth'), 'a.pth')
  })

  it('keep tests apart from packages that are only named so', () => {
    const wheel = { kind: 'wheel', name: 'samples' } as const
    assert.ok(!isForDevelopers('samples/__init__.py', wheel))
    assert.ok(isForDevelopers('samples/tests/a.py', wheel))
    assert.ok(isForDevelopers('tests/a.py', { kind: 'sdist', name: 'samples' }))
    assert.ok(!isForDevelopers('samples/a.py', { kind: 'sdist', name: 'samples' }))
  })
})

describe('files of a distribution', () => {
  it('RECORD may quote paths and hold commas', () => {
    const rows = recordRows('a.py,sha256=x,1\n"b,""c"".py",sha256=y,2\r\nd,e.py,sha256=z,3\nr,,\n')
    assert.deepEqual(
      rows.map((r) => [r.path, r.hash, r.size, r.line]),
      [
        ['a.py', 'sha256=x', 1, 1],
        ['b,"c".py', 'sha256=y', 2, 2],
        ['d,e.py', 'sha256=z', 3, 3],
        ['r', '', undefined, 4],
      ],
    )
    assert.equal(
      recordedDigest('sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU')?.slice(0, 8),
      'e3b0c442',
    )
    assert.equal(recordedDigest('md5=abc'), undefined)
  })

  it('entry points are commands that may shadow others', () => {
    const points = entryPoints('[console_scripts]\n# no\ngit = a.b:main\n[other]\nx=y\n')
    assert.deepEqual(
      points.map((p) => [p.group, p.name, p.target, p.line]),
      [
        ['console_scripts', 'git', 'a.b:main', 3],
        ['other', 'x', 'y', 5],
      ],
    )
    assert.ok(
      shadowsCommand('git', 'sample') &&
        shadowsCommand('python3.exe', 'sample') &&
        shadowsCommand('LS', undefined),
    )
    assert.ok(!shadowsCommand('pip3', 'pip') && !shadowsCommand('uv', 'uv') && !shadowsCommand('sample', 'x'))
  })

  it('metadata end at the first empty line', () => {
    const metadata = coreMetadata(
      'Name: a\r\nVersion: 1\r\nAuthor: UNKNOWN\r\nAuthor-email: B <b@x>, C <c@x>\r\n\r\nRequires-Dist: no\r\n',
    )
    assert.deepEqual(
      [metadata.name, metadata.version, metadata.people, metadata.requires],
      ['a', '1', ['b <b@x>', 'c <c@x>'], []],
    )
  })

  it('start files run import lines and call functions', () => {
    assert.ok(isStartFile('x.pth') && isStartFile('x.start') && !isStartFile('a/x.pth'))
    const pth = startFile('x.pth', '# c\nimport os; os.x()\n../a\nimport\tb\nimportant\n')
    assert.deepEqual(
      [pth.lines, pth.folders.map((f) => f.path)],
      [
        [2, 4],
        ['../a', 'important'],
      ],
    )
    const start = startFile('x.start', 'import os\na.b:c\n# a:b\n')
    assert.deepEqual([start.lines, start.calls], [[], [{ target: 'a.b:c', line: 2 }]])
  })

  it('build hooks are found in the manifests of several tools', () => {
    const hooks = buildHooks(
      '[build-system]\nrequires=["x"]\nbuild-backend="b:o"\nbackend-path=["."]\n[tool.poetry.build]\nscript="./p.py"\n[tool.hatch.build.targets.wheel.hooks.custom]\npath="h.py"\n[tool.hatch.metadata.hooks.custom]\n[tool.setuptools.dynamic]\nversion={attr="s.V"}\n',
      '[metadata]\nversion = attr: t.V\n',
    )
    assert.deepEqual([hooks.backend, hooks.backendPath, hooks.requires], ['b:o', ['.'], ['x']])
    assert.deepEqual(hooks.scripts.map((s) => s.place).toSorted(), ['h.py', 'hatch_build.py', 'p.py'])
    assert.deepEqual(hooks.attributes, ['s.V', 't.V'])
    assert.deepEqual(buildHooks('not toml [', undefined).scripts, [])
  })
})

describe('reach', () => {
  const scope = (
    name: string,
    start: number,
    end: number,
    more: Partial<OutlineScope> = {},
  ): OutlineScope => ({
    name,
    start,
    end,
    calls: [],
    methods: [],
    handed: [],
    imports: [],
    ...more,
  })
  const module = (place: string, ...scopes: OutlineScope[]): OutlinedModule => ({
    place,
    outline: { scopes },
  })

  it('follows imports, calls, methods and names handed on', () => {
    const modules = [
      module(
        'p/__init__.py',
        scope('', 1, 9, { calls: ['go'], imports: [{ module: '.a', attribute: 'run', as: 'go' }] }),
      ),
      module(
        'p/a.py',
        scope('', 1, 20, { imports: [{ module: '.b', attribute: 'Thing', as: 'Thing' }] }),
        scope('run', 2, 4, { calls: ['Thing'], methods: ['begin'] }),
        scope('idle', 6, 8),
      ),
      module(
        'p/b.py',
        scope('', 1, 20),
        scope('Thing.begin', 3, 5, { calls: ['self.inner'] }),
        scope('Thing.inner', 7, 8),
        scope('Thing.other', 10, 11),
      ),
    ]
    const reach = reachOf(modules, [{ place: 'p/__init__.py', scope: '', when: 'start' }])
    assert.equal(reach.module('p/b.py'), 'start')
    assert.deepEqual(
      [
        reach.line('p/a.py', 3),
        reach.line('p/a.py', 7),
        reach.line('p/b.py', 4),
        reach.line('p/b.py', 8),
        reach.line('p/b.py', 10),
      ],
      ['start', 'call', 'start', 'start', 'call'],
    )
    assert.equal(reach.line('nowhere.py', 1), 'call')
  })

  it('ends where names lead in circles', () => {
    const loop = (place: string, other: string): OutlinedModule =>
      module(place, scope('', 1, 2, { calls: ['x'], imports: [{ module: other, attribute: '*', as: '*' }] }))
    const reach = reachOf(
      [loop('a.py', 'b'), loop('b.py', 'a')],
      [{ place: 'a.py', scope: '', when: 'import' }],
    )
    assert.equal(reach.module('b.py'), 'import')
  })
})

describe('JavaScript of install scripts', () => {
  it('tells the environment as data from variables and children', () => {
    const environment = (text: string): boolean => javaScriptActs(text).environment
    for (const text of [
      'JSON.stringify(process.env)',
      'JSON.stringify({ ...process.env })',
      'Object.entries(process.env)',
      'send({ data: process.env })',
      'const e = process.env; JSON.stringify(e)',
    ])
      assert.ok(environment(text), text)
    for (const text of [
      'process.env.HOME',
      'spawn("x", { env: process.env })',
      'const env = { ...process.env, A: 1 }',
      'const { A } = process.env',
      "process.env['X']",
    ])
      assert.ok(!environment(text), text)
  })
})
