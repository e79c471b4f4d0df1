import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { byCodePoint, lockText, sealed } from './canonical.ts'
import { LOCK_SCHEMA, type Lock } from './lock.ts'
import { readLock, type LockReading } from './read.ts'

const hex = 'a'.repeat(64)
const small: Lock = sealed({
  schema: LOCK_SCHEMA,
  id: '0'.repeat(32),
  generation: 1,
  roots: ['m'],
  artifacts: [
    {
      path: 'm/a.gguf',
      size: 3,
      sha256: `sha256:${hex}`,
      authority: { kind: 'sha256sums-file', source: 'SHA256SUMS', says: `sha256:${hex}` },
      verdict: 'verified',
      date: '2026-11-26',
    },
  ],
})
const text = lockText(small)
const read = (t: string | Uint8Array): LockReading => readLock(Buffer.from(t as string), 'assay.lock')
const refusal = (t: string | Uint8Array): string => {
  const reading = read(t)
  assert.equal(reading.outcome, 'refused')
  assert.equal(reading.refusal.code, 'lock-unreadable')
  return reading.refusal.message
}

describe('the text of a lock', () => {
  it('is sorted as UTF-8 bytes are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b))
        assert.equal(Math.sign(byCodePoint(a, b)), bytes)
      }),
    )
  })

  it('shows a reviewer what is hidden in it', () => {
    const path = 'm/\u202efugg.bin'
    const hidden = lockText(sealed({ ...small, artifacts: [{ ...small.artifacts[0]!, path }] }))
    assert.ok(hidden.includes(String.raw`\u202e`) && !hidden.includes('\u202e'))
  })

  it('means the same in another layout', () => {
    for (const other of [JSON.stringify(small), text.replaceAll('\n', '\r\n')])
      assert.deepEqual(read(other), { outcome: 'read', lock: small, intact: true })
  })
})

describe('an edited lock', () => {
  it('is not intact, whatever was edited', () => {
    const edits: readonly (readonly [string, string])[] = [
      ['a.gguf', 'b.gguf'],
      [`"sha256": "sha256:${hex}"`, `"sha256": "sha256:${'b'.repeat(64)}"`],
      ['"generation": 1', '"generation": 2'],
      ['"verified"', '"unpublished"'],
      ['"size": 3', '"size": 4'],
    ]
    for (const [from, to] of edits) {
      const reading = read(text.replace(from, to))
      assert.equal(reading.outcome === 'read' && reading.intact, false, from)
    }
  })

  it('any single changed byte is noticed', () => {
    const bytes = Buffer.from(text)
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes)
        changed[at] = changed[at]! ^ by
        const reading = read(changed)
        if (reading.outcome === 'read' && reading.intact) assert.deepEqual(reading.lock, small)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a hostile lock', () => {
  const cases: readonly (readonly [name: string, text: string, says: RegExp])[] = [
    ['nothing', '', /./],
    ['no JSON', 'locked = true', /./],
    ['null', 'null', /the lock is no object/],
    ['a list', '[]', /no object/],
    ['another schema', text.replace('assay/lock/1', 'assay/lock/9'), /reads assay\/lock\/1/],
    [
      'a repeated key',
      text.replace('"generation": 1,', '"generation": 1, "generation": 2,'),
      /repeats the key/,
    ],
    ['a repeated key in an artifact', text.replace('"size": 3,', '"size": 4, "size": 3,'), /repeats the key/],
    [
      'an escaped repeated key',
      text.replace('"size": 3,', String.raw`"size": 4, "\u0073ize": 3,`),
      /repeats/,
    ],
    [
      'an unknown key',
      text.replace('"size": 3,', '"size": 3, "ignore": true,'),
      /ignore, which is not known/,
    ],
    ['__proto__', text.replace('"size": 3,', '"size": 3, "__proto__": {},'), /not known/],
    ['constructor as an authority', text.replace('"sha256sums-file"', '"constructor"'), /kind/],
    ['an algorithm of a prototype', text.replace(`"says": "sha256:${hex}"`, '"says": "toString:aa"'), /says/],
    ['an absolute path', text.replace('m/a.gguf', '/etc/passwd'), /absolute/],
    ['a way out', text.replace('m/a.gguf', 'm/../../x'), /leads out/],
    ['a way out behind a variable', text.replace('m/a.gguf', '$HF_HUB_CACHE/../x'), /leads out/],
    ['a variable of its own', text.replace('m/a.gguf', '$HOME/.ssh/id'), /no variable/],
    ['a root outside', text.replace('"m"\n', '"../m"\n'), /leads out/],
    ['a path in no root', text.replace('m/a.gguf', 'n/a.gguf'), /none of its roots/],
    ['a longer path than needed', text.replace('m/a.gguf', 'm/./a.gguf'), /shortest/],
    ['half a character', text.replace('m/a.gguf', String.raw`m/\ud800`), /broken text/],
    ['a negative size', text.replace('"size": 3', '"size": -3'), /whole number/],
    ['a size past integers', text.replace('"size": 3', '"size": 1e300'), /whole number/],
    ['an infinite size', text.replace('"size": 3', '"size": Infinity'), /./],
    ['a short digest', text.replace(`sha256": "sha256:${hex}`, 'sha256": "sha256:aa'), /SHA-256/],
    ['a digest in capitals', text.replaceAll(hex, 'A'.repeat(64)), /digest/],
    ['generation 0', text.replace('"generation": 1', '"generation": 0'), /less than 1/],
    ['a long text', text.replace('SHA256SUMS', 'x'.repeat(5000)), /too long/],
    ['depth', '['.repeat(200_000), /./],
    ['what follows', `${text}{}`, /./],
  ]
  for (const [name, hostile, says] of cases) it(name, () => assert.match(refusal(hostile), says))

  it('broken UTF-8 and byte order marks', () => {
    refusal(Buffer.concat([Buffer.from(text.slice(0, 20)), Buffer.from([0xff]), Buffer.from(text.slice(20))]))
    assert.match(refusal(`\ufeff${text}`), /byte order mark/)
  })

  it('the same path twice', () => {
    const [artifact] = small.artifacts
    assert.match(refusal(JSON.stringify({ ...small, artifacts: [artifact, artifact] })), /twice/)
  })

  it('too many artifacts', () => {
    const many = Array.from({ length: 100_001 }, () => 0)
    assert.match(refusal(JSON.stringify({ ...small, artifacts: many })), /more than/)
  })

  it('nothing else is thrown, whatever the value', () => {
    const keys = fc.constantFrom('schema', 'id', 'generation', 'digest', 'roots', 'artifacts')
    fc.assert(
      fc.property(keys, fc.jsonValue(), (key, value) => {
        read(JSON.stringify({ ...small, [key]: value }))
      }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(small.artifacts[0]!), 'link', 'purl'),
        fc.jsonValue(),
        (key, value) => {
          read(JSON.stringify({ ...small, artifacts: [{ ...small.artifacts[0], [key]: value }] }))
        },
      ),
    )
  })
})
