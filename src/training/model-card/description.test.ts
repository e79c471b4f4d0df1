import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { sighted, told } from '../sighted-example.ts'
import { cardDescription } from './description.ts'
import { modelCard } from './discoverer.ts'

const described = (text: string): string | undefined =>
  cardDescription(text.split('\n').map((line, i) => ({ line: i + 1, text: line })))?.text

describe('the description of a card', () => {
  it('is its first paragraph of prose', () => {
    const text = `<p align="center">
  <img src="logo.png"> A banner with words
</p>

# Ticket Router

[![CI](https://ci.example/badge.svg)](https://ci.example) ![size](https://x.example/s.svg)
[Paper](https://a.example) | [Code](https://b.example)

<!-- Provide a quick summary of
what the model is. -->

Sorts *tickets* of customers
into **queues**, in [German](https://de.example) and \`English\`.
Made from snake_case_names.

A second paragraph.
`
    assert.equal(
      described(text),
      'Sorts tickets of customers into queues, in German and English. Made from snake_case_names.',
    )
  })

  it('is no list, table, code, quotation or heading', () => {
    const blocks = [
      '- one two three four',
      '| one two three | four |',
      '```\none two three four\n```',
      '    one two three four',
      '> one two three four',
      'One two three four\n---',
      '1. one two three\n   four five six seven',
      '[1]: https://x.example one two three',
    ]
    for (const block of blocks)
      assert.equal(described(`${block}\n\nSays what it is.`), 'Says what it is.', block)
  })

  it('is nothing that templates and tools leave', () => {
    for (const filler of [
      '[More Information Needed]',
      'This model card has been automatically generated.',
      '<!-- This model card has been generated automatically. You should probably proofread and complete it. -->',
      'This modelcard aims to be a base template for new models.',
      'TODO',
      '',
    ])
      assert.equal(described(`# Title\n\n${filler}\n`), undefined, filler)
    assert.equal(described('# Title\n\n## Usage\n\nFirst install the library.\n'), undefined)
    assert.equal(described('# Title\n\n# License\n\nApache of the second kind.\n'), undefined)
    assert.equal(
      described(
        '# t\n\nThis model is a fine-tuned version of [o/b](https://h.example/o/b) on the None dataset.\nIt achieves the following results on the evaluation set:\n- Loss: 0.1\n',
      ),
      'This model is a fine-tuned version of o/b on the None dataset.',
    )
  })

  it('is short and holds no credentials', () => {
    const long = described('word '.repeat(500))!
    assert.ok(long.length <= 602 && long.endsWith('word …'))
    assert.equal(
      described('Ask ann@example.org or see https://ann:pw@docs.example/a?token=abc now.'),
      'Ask ann@example.org or see https://docs.example/a now.',
    )
  })

  it('is found in time, whatever stands there', () => {
    const hostile = ['[![', '](', '<a', '![[', '*_`', '<!--', '_'.repeat(50), '[x]('].map((s) =>
      Array.from({ length: 300 }, () => s.repeat(4000 / s.length)).join('\n'),
    )
    for (const text of hostile) described(text)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.ok((described(text) ?? '').isWellFormed() || !text.isWellFormed())
      }),
    )
  })
})

describe('the version of a card', () => {
  const version = (lines: string): string | undefined => {
    const { sightings } = sighted(
      modelCard,
      'm/README.md',
      `---\nlibrary_name: peft\n${lines}\n---\nSays what it is.\n`,
    )
    assert.ok(told(sightings[0]!).includes('description=Says what it is.'))
    const [subject] = sightings.map((s) => s.subject)
    return subject?.by === 'holder' ? subject.version : assert.fail('the model that holds it is meant')
  }

  it('is what is written, not the number that YAML makes of it', () => {
    assert.equal(version('version: 1.10'), '1.10')
    assert.equal(version('model_version: "2024-08-06" # as released'), '2024-08-06')
    assert.equal(version('version: v2.0.1-rc1'), 'v2.0.1-rc1')
    assert.equal(version('model_version: 3\nversion: 1.0'), '3')
  })

  it('is none where it names no version', () => {
    for (const line of [
      'version: latest',
      'version: ">=1.0"',
      'version: [1]',
      'version:',
      'sdk_versions: 1',
      'x:\n  version: 1.0',
    ])
      assert.equal(version(line), undefined, line)
  })
})
