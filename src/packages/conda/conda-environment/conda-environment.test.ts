import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discovered, facts, hashes, named, sighting } from '../../discover-example.ts'
import { condaEnvironment } from './discoverer.ts'

const SHA = 'a'.repeat(64)

const example = discovered(
  condaEnvironment,
  'environment.yml',
  `name: rag
channels:
  - https://conda.example/t/tk-1/labs
  - nodefaults
pip-repositories:
  - https://user:hunter2@packages.example/simple
dependencies:
  - python=3.11
  - pytorch::pytorch=2.4.1=py311_0  # [linux]
  - faiss-gpu==1.8.0
  - __cuda
  - https://conda.example/labs/noarch/tool-1.0-0.conda#${'b'.repeat(32)}
  - pip:
      - Sentence.Transformers[onnx]==3.1.0 ; python_version < "3.13"  # why
      - wheel @ https://files.example/wheel-0.44-py3-none-any.whl#sha256=${SHA}
      - -e git+https://bob:hunter2@github.com/example/evals.git@main#egg=evals
      - --extra-index-url https://user:hunter2@packages.example/simple
      - -rrequirements.txt
      - --pre
      - "!!"
  - {npm: [left-pad]}
`,
)

describe('environment.yml', () => {
  it('names what is asked of conda and of pip', () => {
    assert.deepEqual(named(example), [
      'python',
      'pytorch 2.4.1',
      'faiss-gpu 1.8.0',
      'tool 1.0',
      'sentence-transformers 3.1.0',
      'wheel 0.44',
      'evals',
    ])
    assert.deepEqual(facts(sighting(example, 'pytorch')), [
      'build=py311_0',
      'direct=true',
      'ecosystem=conda',
      'requirement==2.4.1',
      'source=registry',
    ])
    assert.deepEqual(facts(sighting(example, 'sentence-transformers')), [
      'direct=true',
      'ecosystem=pypi',
      'marker=python_version < "3.13"',
      'requirement===3.1.0',
      'source=registry',
    ])
  })

  it('keeps where else things come from, without credentials', () => {
    const wheel = sighting(example, 'wheel')
    assert.deepEqual(hashes(wheel), [`sha256:${SHA}`])
    assert.ok(facts(wheel).includes('source=url'))
    const evals = sighting(example, 'evals')
    assert.ok(facts(evals).includes('source-url=https://github.com/example/evals.git'))
    assert.ok(facts(evals).includes('revision-requested=main'))
    assert.ok(!/hunter2|tk-1/.test(JSON.stringify(example)))
  })

  it('says what names no package', () => {
    assert.deepEqual(example.gaps, [
      '20: a line for pip that names no package',
      '21: a dependency that is no text',
    ])
    assert.deepEqual(discovered(condaEnvironment, 'env.yml', 'dependencies:\n  a: 1\n').gaps, [
      'an environment without a list of dependencies',
    ])
  })

  it('is known by its name or its channels, and no other list of dependencies is one', () => {
    const list = 'dependencies:\n  - python\n'
    for (const name of [
      'environment.yml',
      'environment-gpu.yaml',
      'dev_env.yml',
      'conda.yaml',
      'py312-env.yml',
    ])
      assert.ok(discovered(condaEnvironment, name, list).claimed, name)
    assert.ok(discovered(condaEnvironment, 'any.yml', `channels: [conda-forge]\n${list}`).claimed)
    assert.ok(!discovered(condaEnvironment, 'any.yml', list).claimed)
    assert.ok(!discovered(condaEnvironment, 'environments.yml', list).claimed)
    assert.ok(!discovered(condaEnvironment, 'conda.yaml', `package:\n  name: x\n${list}`).claimed)
    assert.ok(!discovered(condaEnvironment, 'Chart.yaml', `apiVersion: v2\n${list}`).claimed)
    assert.ok(!discovered(condaEnvironment, 'env.yml', 'a: 1\n').claimed)
  })
})
