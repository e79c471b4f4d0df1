import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createCollector } from './collect.ts'
import type { HydraFacts } from './facts.ts'
import { collectLines } from './lines.ts'
import { collectYaml } from './yaml.ts'

function yaml(text: string): HydraFacts {
  const collector = createCollector()
  collectYaml(text, collector, () => undefined)
  return collector.facts
}

function lines(text: string): HydraFacts {
  const collector = createCollector()
  collectLines(text, collector, () => undefined)
  return collector.facts
}

describe('configuration read as YAML', () => {
  it('with the line, the name and the arguments', () => {
    const [found] = yaml('a: 1\nb:\n  _target_: os.system\n  _args_: [echo]\n').targets
    assert.deepEqual(found, {
      line: 3,
      key: '_target_',
      target: 'os.system',
      args: '_args_: echo',
      certain: true,
    })
  })

  it('with names put together by escapes, folding and quotes', () => {
    for (const value of ['"os\\x2esystem"', '"os.\\\n  system"', "'os.system'", '!!str os.system'])
      assert.deepEqual(
        yaml(`_target_: ${value}\n`).targets.map((t) => t.target),
        ['os.system'],
        value,
      )
  })

  it('in every document, behind anchors and in flow', () => {
    assert.equal(yaml('a: 1\n---\n- &x {_target_: a.B}\n- *x\n').targets.length, 1)
  })

  it('without what comments say', () => {
    assert.deepEqual(yaml('# _target_: os.system\na: b # _target_: os.system\n').targets, [])
  })

  it('does not expand a bomb of aliases', () => {
    const bomb = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')
    assert.deepEqual(
      yaml(`a0: &a0 x\n${bomb}\nt: {_target_: a.B}\n`).targets.map((t) => t.target),
      ['a.B'],
    )
  })

  it('with tags by any spelling', () => {
    const tags = [
      '!!python/name:os.system',
      '!<tag:yaml.org,2002:python/name:os.system>',
      '!!python/name%3Aos.system',
    ]
    for (const tag of tags)
      assert.deepEqual(
        yaml(`a: ${tag} x\n`).tags.map((t) => t.target),
        ['os.system'],
        tag,
      )
  })

  it('graphs of traced models call their operators by the same key', () => {
    assert.deepEqual(
      yaml('nodes:\n- {target: torch.ops.aten.linear.default, inputs: [], outputs: []}\n').targets,
      [],
    )
  })
})

describe('configuration read by lines', () => {
  it('finds targets in TOML, in broken YAML and in JSON', () => {
    for (const text of ['_target_ = "os.system"', 'a: [\n  _target_: os.system', '{"_target_": "os.system",'])
      assert.deepEqual(
        lines(text).targets.map((t) => t.target),
        ['os.system'],
        text,
      )
  })
})
