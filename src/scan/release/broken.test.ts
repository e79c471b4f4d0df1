import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { condaExample, npmExample, sdistExample, wheelExample } from './built.examples.ts'
import { inspectReleases } from './inspect-release.ts'
import { inspectArchives } from './inspect.examples.ts'

const FILES = {
  'sample/__init__.py': "import os\nos.system('echo payload')\n",
  'sample.pth': 'import sample\n',
}
const ARCHIVES = [
  wheelExample(FILES, { entryPoints: '[console_scripts]\ngit = sample:main\n' }),
  sdistExample({
    ...FILES,
    'setup.py': 'import os\nos.system("git")\n',
    'pyproject.toml': '[build-system]\nbackend-path = ["."]\n',
  }),
  npmExample({ scripts: { postinstall: 'node x.js' } }, { 'x.js': "require('./x')" }),
  condaExample({ 'etc/conda/activate.d/x.sh': 'export A=1\n' }),
]

describe('broken archives', () => {
  it('cut anywhere are gaps or findings, and no crash', async () => {
    for (const { file, bytes } of ARCHIVES)
      for (let n = 0; n < bytes.length; n += Math.ceil(bytes.length / 24)) {
        const { gaps, findings } = await inspectArchives([{ file, bytes: bytes.slice(0, n) }])
        assert.ok(gaps.length + findings.length > 0, `${file} cut at ${n}`)
        assert.deepEqual(
          gaps.filter((g) => g.reason === 'crashed'),
          [],
        )
      }
  })

  it('with bytes changed are read without a crash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ARCHIVES),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async ({ file, bytes }, changes) => {
          const changed = Uint8Array.from(bytes)
          for (const [at, value] of changes) changed[at % changed.length] = value
          const { gaps } = await inspectArchives([{ file, bytes: changed }])
          assert.deepEqual(
            gaps.filter((g) => g.reason === 'crashed'),
            [],
          )
        },
      ),
      { numRuns: 150 },
    )
  })

  it('hold metadata of any content', async () => {
    const names = ['RECORD', 'METADATA', 'WHEEL', 'entry_points.txt']
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.string({ unit: 'binary', maxLength: 300 }),
        async (name, text) => {
          const wheel = wheelExample(
            { ...FILES },
            { unlisted: [{ name: `sample-1.0.dist-info/${name}`, data: text }] },
          )
          const { gaps } = await inspectArchives([wheel])
          assert.deepEqual(
            gaps.filter((g) => g.reason === 'crashed'),
            [],
          )
        },
      ),
      { numRuns: 60 },
    )
    for (const manifest of [
      'null',
      '[]',
      '{"scripts": 3}',
      '{"scripts": {"postinstall": null}}',
      '{"__proto__": {"scripts": {}}}',
      '{',
    ])
      await inspectArchives([npmExample({}, { 'package.json': manifest })])
  })

  it('an empty file and a file of another kind say so', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), Buffer.alloc(4096)])
      for (const file of ['a-1.0-py3-none-any.whl', 'a-1.0.tar.gz', 'a-1.0.tgz', 'a-1.0-0.conda'])
        assert.equal((await inspectArchives([{ file, bytes }])).gaps.length, 1)
  })

  it('that a limit ends leave a gap', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-release-'))
    try {
      const { file, bytes } = ARCHIVES[0]!
      writeFileSync(join(folder, file), bytes)
      const options = { signal: new AbortController().signal, clock: () => new Date() }
      const { gaps } = await inspectReleases([{ path: file, absolute: join(folder, file) }], [], {
        ...options,
        limits: { ...DEFAULT_LIMITS, members: 2 },
      })
      assert.deepEqual(
        gaps.map((g) => g.reason),
        ['limit'],
      )
      const missing = await inspectReleases([{ path: 'x.whl', absolute: join(folder, 'x.whl') }], [], {
        ...options,
        limits: DEFAULT_LIMITS,
      })
      assert.equal(missing.gaps.length, 1)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
