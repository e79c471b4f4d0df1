import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { discovered, facts, named, sighting } from '../../discover-example.ts'
import { pixiManifest } from './discoverer.ts'

describe('pixi.toml', () => {
  const example = discovered(
    pixiManifest,
    'pixi.toml',
    `[workspace]
name = "rag-agent"
version = "0.1.0"
authors = ["Bob <bob@example.com>"]
channels = ["https://conda.example/t/tk-1/labs", { channel = "pytorch", priority = 1 }]

[dependencies]
python = "3.12.*"
pytorch = { version = "==2.4.1", build = "cuda_0", channel = "pytorch" }
broken = 3

[pypi-dependencies]
agent = { path = ".", editable = true }

[target.linux-64.dependencies]
cuda-version = "12.4"

[feature.test.dependencies]
pytest = ">=8"

[activation.env]
HF_TOKEN = "hf_abcdefghijklmnopqrstuvwxyz"
`,
  )

  it('names what is asked for, by feature and platform, and the project', () => {
    assert.deepEqual(named(example), ['python', 'pytorch 2.4.1', 'agent', 'cuda-version', 'pytest'])
    assert.deepEqual(facts(sighting(example, 'pytest')), [
      'direct=true',
      'ecosystem=conda',
      'requirement=>=8',
      'scope=test',
      'source=registry',
    ])
    assert.equal(sighting(example, 'cuda-version').evidence.at.range?.start, 16)
    assert.ok(facts(sighting(example, 'cuda-version')).includes('marker=linux-64'))
    const project = example.sightings.find(({ subject }) => subject.by === 'system')
    assert.deepEqual(project && [project.subject, facts(project)], [
      { by: 'system', name: 'rag-agent', version: '0.1.0' },
      ['author=Bob'],
    ])
    assert.ok(!/hf_abc|tk-1/.test(JSON.stringify(example)))
  })

  it('says what it leaves out', () => {
    assert.deepEqual(example.gaps, ['10: a requirement without a usable name and range'])
    assert.equal(discovered(pixiManifest, 'pixi.toml', '[dependencies').gaps.length, 1)
    assert.deepEqual(named(discovered(pixiManifest, 'pixi.toml', 'dependencies = 3\nfeature = []\n')), [])
  })
})
