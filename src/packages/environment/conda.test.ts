import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { exampleEnvironment, SITE, type ExampleEnvironment } from './environment-example.ts'

const hex = (text: string): string => createHash('sha256').update(text).digest('hex')

function prefix(): ExampleEnvironment {
  const environment = exampleEnvironment({
    name: 'numpy',
    version: '1',
    files: { 'numpy/__init__.py': 'before', 'numpy/core.so': 'built' },
    installer: 'conda',
  })
  environment.remove('pyvenv.cfg')
  // conda relocates files after the RECORD was written.
  environment.write(`${SITE}/numpy/core.so`, 'relocated')
  environment.write('bin/git', 'git')
  environment.link('lib/libz.so', 'libz.so.1')
  environment.write('lib/libz.so.1', 'z')
  const paths = [
    { _path: `${SITE}/numpy/__init__.py`, path_type: 'hardlink', sha256: hex('before') },
    {
      _path: `${SITE}/numpy/core.so`,
      path_type: 'hardlink',
      sha256: hex('built'),
      sha256_in_prefix: hex('relocated'),
    },
    { _path: 'bin/git', path_type: 'hardlink', sha256: hex('git') },
    { _path: 'lib/libz.so', path_type: 'softlink', sha256: hex('z') },
    { _path: 'lib/libz.so.1', path_type: 'hardlink', sha256: hex('z') },
    { _path: 7 },
    null,
  ]
  environment.write(
    'conda-meta/numpy-1-py312_0.json',
    JSON.stringify({
      name: 'numpy',
      version: '1',
      build: 'py312_0',
      files: paths.map((p) => p?._path),
      paths_data: { paths },
    }),
  )
  environment.write('conda-meta/history', '')
  return environment
}

describe('a conda prefix', () => {
  it('is verified by what conda recorded, links and relocated files included', async () => {
    const { layout, findings, gaps, counts } = await prefix().examine()
    assert.equal(layout.kind, 'conda-prefix')
    assert.deepEqual([findings, gaps], [[], []])
    assert.equal(counts.verified, 6)
  })

  it('shows what was changed in it', async () => {
    const environment = prefix()
    environment.write('lib/libz.so.1', 'y')
    environment.write(`${SITE}/numpy/evil.py`, '')
    environment.write('bin/ssh', '')
    environment.write('conda-meta/broken-1-0.json', '{')
    assert.deepEqual(await environment.said(), [
      'high modified lib/libz.so.1',
      'high shadowed-command bin/ssh',
      'high unowned numpy/evil.py',
    ])
    assert.equal((await environment.examine()).gaps.length, 1)
  })
})
