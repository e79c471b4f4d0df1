import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { discover } from './discover.ts'
import type { SourceTree } from './tree.ts'

const made: string[] = []
after(() => made.forEach((folder) => rmSync(folder, { recursive: true })))

/** A folder of empty files and links (`path -> target`). */
function lay(...paths: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'assay-test-'))
  made.push(root)
  for (const line of paths) {
    const [path = '', target] = line.split(' -> ')
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (target === undefined) writeFileSync(join(root, path), '')
    else symlinkSync(target, join(root, path))
  }
  return root
}

function listed(root: string): SourceTree & { readonly paths: readonly string[] } {
  const tree = discover(root, { environments: 'metadata' })
  return { ...tree, paths: tree.files.map((f) => f.path) }
}

const SITE = 'lib/python3.12/site-packages'

describe('environments', () => {
  const project = [
    'app.py',
    '.venv/pyvenv.cfg',
    '.venv/bin/pip',
    `.venv/${SITE}/torch/__init__.py`,
    `.venv/${SITE}/torch-2.13.0.dist-info/METADATA`,
    `.venv/${SITE}/torch-2.13.0.dist-info/RECORD`,
    `.venv/${SITE}/torch-2.13.0.dist-info/direct_url.json`,
    `.venv/${SITE}/torch-2.13.0.dist-info/licenses/METADATA`,
    `.venv/${SITE}/old.egg-info/PKG-INFO`,
    `.venv/${SITE}/older-1.0.egg-info`,
    'web/node_modules/.package-lock.json',
    'web/node_modules/a/package.json',
    'web/node_modules/a/lib/package.json',
    'web/node_modules/a/node_modules/b/package.json',
    'web/node_modules/@s/c/package.json',
    'web/node_modules/.pnpm/d@1.0.0/node_modules/d/package.json',
    'web/node_modules/d -> .pnpm/d@1.0.0/node_modules/d',
  ]

  it('are left out unless they are asked for', () => {
    const root = lay(...project)
    assert.deepEqual(
      discover(root).files.map((f) => f.path),
      ['app.py'],
    )
  })

  it('are listed by the files that say what is installed', () => {
    const { paths, excluded } = listed(lay(...project))
    assert.deepEqual(paths, [
      `.venv/${SITE}/old.egg-info/PKG-INFO`,
      `.venv/${SITE}/older-1.0.egg-info`,
      `.venv/${SITE}/torch-2.13.0.dist-info/METADATA`,
      `.venv/${SITE}/torch-2.13.0.dist-info/direct_url.json`,
      'app.py',
      'web/node_modules/.package-lock.json',
      'web/node_modules/.pnpm/d@1.0.0/node_modules/d/package.json',
      'web/node_modules/@s/c/package.json',
      'web/node_modules/a/node_modules/b/package.json',
      'web/node_modules/a/package.json',
    ])
    assert.deepEqual(excluded.toSorted(), ['.venv', 'web/node_modules'])
  })

  it('of conda hold Python packages and further environments', () => {
    const prefix = [
      'conda-meta/history',
      'conda-meta/numpy-2.0-py312_0.json',
      `${SITE}/numpy-2.0.dist-info/METADATA`,
      'share/doc/README',
      'envs/x/conda-meta/history',
      'envs/x/conda-meta/zlib-1.3-0.json',
      'envs/x/share/y',
    ]
    const expected = [
      'conda-meta/numpy-2.0-py312_0.json',
      'envs/x/conda-meta/zlib-1.3-0.json',
      `${SITE}/numpy-2.0.dist-info/METADATA`,
    ]
    assert.deepEqual(listed(lay(...prefix)).paths, expected)
    assert.deepEqual(
      listed(lay(...prefix.map((path) => `opt/conda/${path}`))).paths,
      expected.map((path) => `opt/conda/${path}`),
    )
  })

  it('are known when they are the root, with the project that lies in the same folder', () => {
    const root = lay('pyvenv.cfg', 'bin/pip', `${SITE}/a-1.dist-info/METADATA`, 'src/app.py', 'uv.lock')
    assert.deepEqual(listed(root).paths, [
      `${SITE}/a-1.dist-info/METADATA`,
      'pyvenv.cfg',
      'src/app.py',
      'uv.lock',
    ])
    assert.deepEqual(listed(join(root, SITE)).paths, ['a-1.dist-info/METADATA'])
    const modules = join(
      lay('node_modules/.package-lock.json', 'node_modules/a/package.json'),
      'node_modules',
    )
    assert.deepEqual(listed(modules).paths, ['.package-lock.json'])
  })

  it('lead nowhere outside', () => {
    const { paths, escapes } = listed(
      lay(
        'e/pyvenv.cfg',
        `e/${SITE}/a-1.dist-info -> /etc`,
        `e/${SITE}/b-1.dist-info/METADATA -> /etc/passwd`,
        `e/${SITE}/c-1.egg-info -> /etc/passwd`,
        'e/lib64 -> lib',
        'node_modules/x -> /etc',
        'f/pyvenv.cfg -> /etc/passwd',
        'f/lib -> /usr/lib',
      ),
    )
    assert.deepEqual(paths, [])
    assert.deepEqual(
      escapes.map((e) => e.path),
      [
        `e/${SITE}/a-1.dist-info`,
        `e/${SITE}/b-1.dist-info/METADATA`,
        `e/${SITE}/c-1.egg-info`,
        'f/lib',
        'f/pyvenv.cfg',
      ],
    )
  })
})
