import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discovered, facts, hashes, named, needs, sighting } from '../../discover-example.ts'
import { pixiLock } from './discoverer.ts'

const SHA = 'a'.repeat(64)
const MD5 = 'b'.repeat(32)
const COMMIT = 'c'.repeat(40)
const C = 'https://conda.example/conda-forge'

const example = discovered(
  pixiLock,
  'pixi.lock',
  `version: 6
environments:
  default:
    channels:
    - url: ${C}/
    indexes:
    - https://packages.example/simple
    packages:
      linux-64:
      - conda: ${C}/linux-64/python-3.12.7-h1_cpython.conda
      - pypi: https://files.example/vllm-0.6.3-cp38-abi3-manylinux1_x86_64.whl
      - pypi: https://files.example/fsspec-2024.9-py3-none-any.whl
        extras:
        - s3
      - pypi: ./
      - pypi: git+https://github.com/example/evals.git?rev=main#${COMMIT}
  test:
    packages:
      linux-64:
      - conda: ${C}/noarch/pytest-8.3.3-pyh_0.conda
      - conda: ${C}/linux-64/python-3.13.0-h1_cpython.conda
      - conda: ${C}/noarch/undescribed-1.0-0.conda
packages:
- conda: ${C}/linux-64/python-3.12.7-h1_cpython.conda
  sha256: ${SHA}
  md5: ${MD5}
  depends:
  - __glibc >=2.17
- conda: ${C}/linux-64/python-3.13.0-h1_cpython.conda
  sha256: ${SHA}
- conda: ${C}/noarch/pytest-8.3.3-pyh_0.conda
  sha256: ${SHA}
  depends:
  - python >=3.8
  - colorama
  license: MIT
- pypi: ./
  name: rag-agent
  version: 0.1.0
  sha256: ${SHA}
  requires_dist:
  - vllm>=0.6
  editable: true
- pypi: https://files.example/vllm-0.6.3-cp38-abi3-manylinux1_x86_64.whl
  name: vllm
  version: 0.6.3
  sha256: ${SHA}
  requires_dist:
  - fsspec[s3]
  - rag-agent ; extra == 'x'
- pypi: https://files.example/fsspec-2024.9-py3-none-any.whl
  name: fsspec
  version: '2024.9'
  requires_dist:
  - evals ; extra == 's3'
  - vllm ; extra == "gpu"
- pypi: git+https://github.com/example/evals.git?rev=main#${COMMIT}
  name: evals
  version: 3.0.1
  sha256: ${SHA}
- strange: thing
`,
)

describe('pixi.lock', () => {
  it('has packages by environment', () => {
    assert.deepEqual(named(example), [
      'python 3.12.7',
      'python 3.13.0',
      'pytest 8.3.3',
      'rag-agent 0.1.0',
      'vllm 0.6.3',
      'fsspec 2024.9',
      'evals 3.0.1',
      'undescribed 1.0',
    ])
    assert.deepEqual(facts(sighting(example, 'pytest')), [
      'build=pyh_0',
      'ecosystem=conda',
      'license=MIT',
      `registry=${C}`,
      'scope=test',
      'source=registry',
    ])
    assert.deepEqual(needs(sighting(example, 'pytest')), [
      'pkg:conda/python@3.13.0?build=h1_cpython&channel=conda-forge&subdir=linux-64',
    ])
  })

  it('follows requirements of extras that are asked for, and no others', () => {
    assert.deepEqual(needs(sighting(example, 'vllm')), [
      'pkg:pypi/fsspec@2024.9?repository_url=https:%2F%2Fpackages.example%2Fsimple',
    ])
    assert.deepEqual(needs(sighting(example, 'fsspec')).length, 1)
  })

  it('takes Python packages from the one index of their environments', () => {
    const from = (name: string): string | undefined =>
      facts(sighting(example, name)).find((f) => f.startsWith('registry='))
    assert.equal(from('vllm'), 'registry=https://packages.example/simple')
    assert.equal(from('evals'), undefined)
    assert.equal(from('rag-agent'), undefined)
    const two = `version: 6
environments:
  default:
    indexes:
    - https://packages.example/simple
    - https://other.example/simple
    packages:
      linux-64:
      - pypi: https://files.example/a-1-py3-none-any.whl
packages:
- pypi: https://files.example/a-1-py3-none-any.whl
  name: a
  version: '1'
`
    const open = discovered(pixiLock, 'pixi.lock', two)
    assert.ok(!facts(sighting(open, 'a')).some((f) => f.startsWith('registry=')))
  })

  it('takes the digest of a folder or a commit for no hash of a file', () => {
    assert.deepEqual(hashes(sighting(example, 'rag-agent')), [])
    assert.deepEqual(hashes(sighting(example, 'evals')), [])
    assert.ok(facts(sighting(example, 'evals')).includes(`commit=${COMMIT}`))
    assert.ok(facts(sighting(example, 'evals')).includes('revision-requested=main'))
    assert.deepEqual(hashes(sighting(example, 'python', '3.12.7')), [`sha256:${SHA}`, `md5:${MD5}`])
  })

  it('says what it does not understand', () => {
    assert.deepEqual(example.gaps, [
      '61: a package without a name or of an unknown kind',
      '22: a package that the list of packages does not describe',
    ])
    for (const text of ['', 'version: x\n', 'version: 6\n', 'version: 6\nenvironments: []\n'])
      assert.equal(discovered(pixiLock, 'pixi.lock', text).gaps.length, 1, text)
    assert.deepEqual(discovered(pixiLock, 'pixi.lock', 'version: 12\nenvironments: {}\n').gaps, [
      '-: version 12 of pixi.lock is not known',
    ])
  })
})
