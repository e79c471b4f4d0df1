import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discovered, facts, hashes, named, needs, sighting } from '../../discover-example.ts'
import { condaLock } from './discoverer.ts'

const SHA = 'a'.repeat(64)
const MD5 = 'b'.repeat(32)
const COMMIT = 'c'.repeat(40)

function row(name: string, version: string, platform: string, more = ''): string {
  const url = `https://conda.example/t/tk-1/conda-forge/${platform}/${name}-${version}-h1_0.conda`
  return `- name: ${name}
  version: '${version}'
  manager: conda
  platform: ${platform}
  url: ${url}
  hash:
    md5: ${MD5}
    sha256: ${SHA}
  category: main
  optional: false
${more}`
}
const lock = (rows: string): string =>
  `version: 1
metadata:
  content_hash:
    linux-64: ${SHA}
  channels:
  - url: conda-forge
    used_env_vars: []
  time_metadata:
    created_at: '2025-06-02T09:14:55Z'
package:
${rows}`

describe('conda-lock', () => {
  it('keeps builds of platforms apart and resolves what they need within their platform', () => {
    const example = discovered(
      condaLock,
      'conda-lock.yml',
      lock(
        row('numpy', '1.26', 'linux-64', "  dependencies:\n    __glibc: '>=2'\n    python: '>=3'\n") +
          row('python', '3.11', 'linux-64') +
          row('numpy', '2.0', 'osx-arm64', "  dependencies:\n    python: '>=3'\n") +
          row('python', '3.12', 'osx-arm64'),
      ),
    )
    assert.deepEqual(example.gaps, [])
    assert.deepEqual(named(example), ['numpy 1.26', 'python 3.11', 'numpy 2.0', 'python 3.12'])
    const numpy = sighting(example, 'numpy', '2.0')
    assert.deepEqual(needs(numpy), ['pkg:conda/python@3.12?build=h1_0&channel=conda-forge&subdir=osx-arm64'])
    assert.deepEqual(hashes(numpy), [`sha256:${SHA}`, `md5:${MD5}`])
    assert.deepEqual(facts(numpy), [
      'build=h1_0',
      'ecosystem=conda',
      'registry=https://conda.example/conda-forge',
      'resolved-at=2025-06-02T09:14:55Z',
      'source=registry',
    ])
    assert.equal(numpy.evidence.says, 'is pinned in conda-lock.yml')
  })

  it('takes no commit for a hash, and no property of the machine for a package', () => {
    const example = discovered(
      condaLock,
      'conda-lock.yml',
      lock(
        `${row('__cuda', '12.0', 'linux-64')}- name: Our_Agents
  version: 0.3.0
  manager: pip
  platform: linux-64
  dependencies: {}
  url: git+https://ci:secret@github.com/example/agents.git@${COMMIT}
  hash:
    sha256: ${COMMIT}
  category: dev
  optional: true
`,
      ),
    )
    assert.deepEqual(named(example), ['our-agents 0.3.0'])
    const agents = sighting(example, 'our-agents')
    assert.deepEqual(agents.distributions, [])
    assert.ok(facts(agents).includes(`commit=${COMMIT}`))
    assert.ok(facts(agents).includes('scope=dev'))
    assert.ok(!JSON.stringify(example.sightings).includes('secret'))
  })

  it('says what it leaves out and keeps the rest', () => {
    const broken = lock(
      `- version: 1\n- name: &anchor x\n  version: 1\n- just text\n${row('zlib', '1.3', 'linux-64')}`,
    )
    const example = discovered(condaLock, 'conda-lock.yml', broken)
    assert.deepEqual(named(example), ['zlib 1.3'])
    assert.deepEqual(example.gaps, [
      '12: an anchor, an alias, a tag or a reserved character',
      '11: a package without a name',
      '12: a package without a name',
      '14: a package without a name',
    ])
    for (const text of ['', '[]', 'package:\n', 'package: {}\n', '\0'])
      assert.equal(discovered(condaLock, 'conda-lock.yml', text).gaps.length, 1)
  })

  it('leaves other files alone', () => {
    assert.ok(!discovered(condaLock, 'environment.yml', 'dependencies:\n- conda-lock\n').claimed)
    assert.ok(!discovered(condaLock, 'pixi.lock', lock('')).claimed)
    assert.ok(!discovered(condaLock, 'notes.txt', 'see\n@EXPLICIT\n').claimed)
    assert.ok(discovered(condaLock, 'locks/x.yaml', lock('')).claimed)
  })
})

describe('explicit lists', () => {
  it('have an address with a hash in each line, and Python packages in comments', () => {
    const example = discovered(
      condaLock,
      'conda-linux-64.lock',
      `# platform: linux-64
@EXPLICIT
https://conda.example/conda-forge/noarch/tqdm-4.66-pyh_0.conda#${MD5}
https://conda.example/conda-forge/linux-64/zlib-1.3-h1_0.tar.bz2#sha256:${SHA}
https://conda.example/conda-forge/linux-64/xz-5.2-h1_0.tar.bz2#${COMMIT}
# pip chromadb @ https://files.example/chromadb-0.5.11-py3-none-any.whl#sha256=${SHA}
numpy=1.26
`,
    )
    assert.deepEqual(named(example), ['tqdm 4.66', 'zlib 1.3', 'xz 5.2', 'chromadb 0.5.11'])
    assert.deepEqual(
      ['tqdm', 'zlib', 'xz', 'chromadb'].flatMap((name) => hashes(sighting(example, name))),
      [`md5:${MD5}`, `sha256:${SHA}`, `sha256:${SHA}`],
    )
    assert.deepEqual(example.gaps, ['7: a line that names no conda package'])
  })
})
