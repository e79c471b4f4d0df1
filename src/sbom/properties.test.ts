import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { evidence, text } from '../../test/sbom/inventory-arbitrary.ts'
import { ATTRIBUTES } from '../model/attribute.ts'
import { GAP_REASONS } from '../model/finding.ts'
import { evidenceText, gapText, parseEvidence, parseGap } from './evidence-text.ts'
import { decodeText, encodeText, isPlain, shownText } from './plain-text.ts'
import { attributeProperties, property, readAttributes, RESERVED } from './properties.ts'

const unsaid = { at: { path: 'x' }, says: 'x' }

describe('properties of documents', () => {
  it('no attribute is called like something else', () => {
    assert.deepEqual(
      RESERVED.filter((name) => Object.hasOwn(ATTRIBUTES, name)),
      [],
    )
  })

  it('text of any kind is written plainly and read back', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (value) => {
        const encoded = encodeText(value)
        assert.ok(isPlain(encoded) && encoded.isWellFormed() && isPlain(shownText(value)))
        assert.equal(decodeText(encoded), value)
      }),
    )
  })

  it('plain text stays as it is', () => {
    for (const value of ['is pinned in uv.lock', 'C:\\models', 'a: b', '日本語', 'line\nbreak', '👩‍👩‍👧'])
      assert.equal(encodeText(value), value)
  })

  it('evidence and gaps are read back', () => {
    fc.assert(
      fc.property(evidence, fc.constantFrom(...GAP_REASONS), (seen, reason) => {
        assert.deepEqual(parseEvidence(evidenceText(seen)), seen)
        const gap = { at: seen.at, reason, detail: seen.says }
        assert.deepEqual(parseGap(gapText(gap)), gap)
      }),
    )
  })

  it('evidence is for people where it can be', () => {
    const at = { path: 'src/app.py', range: { unit: 'line', start: 3, end: 5 } } as const
    assert.equal(evidenceText({ at, says: 'is loaded by pipeline' }), 'src/app.py:3-5 is loaded by pipeline')
    assert.equal(
      evidenceText({ at: { path: 'a b.py' }, says: 'is loaded' }),
      '{"at":{"path":"a b.py"},"says":"is loaded"}',
    )
  })

  it('keys may be called like what follows a value', () => {
    const list = ['status', 'evidence', 'a:status', '%73tatus', ''].map((key) => ({
      name: 'metric' as const,
      key,
      value: '1',
      status: 'declared' as const,
      evidence: { at: { path: 'trainer_state.json' }, says: 'states the metric' },
    }))
    const written = attributeProperties(list)
    assert.equal(written[0]!.name, 'assay:metric:%73tatus')
    assert.deepEqual(readAttributes(written, unsaid), list)
  })

  it('what a foreign tool sorted keeps its values', () => {
    const sorted = [property('task', 'a'), property('task', 'b'), property('task:status', 'verified')]
    assert.deepEqual(
      readAttributes(sorted, unsaid).map((a) => [a.value, a.status]),
      [
        ['a', 'declared'],
        ['b', 'verified'],
      ],
    )
  })
})
