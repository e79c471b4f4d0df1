import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ReadError } from '../model/read-error.ts'
import { indexExample } from './index-example.ts'
import { checksum, FRONT, WORD } from './layout.ts'
import { openIndex } from './read-index.ts'
import { versionKeys } from './version-key.ts'

const example = indexExample([
  { id: 'PYSEC-1', name: 'torch', below: '2.0', aliases: ['CVE-1'], severity: 'high', summary: 'Übel' },
  { id: 'PYSEC-2', name: 'torch', versions: ['2.1', 'odd-one'] },
  { id: 'PYSEC-3', name: 'vllm', unreadable: 'last_affected 1.0-NA' },
  { id: 'PYSEC-4', name: 'every' },
])

/** Whatever an audit asks of an index. */
function readAll(data: Buffer): void {
  const index = openIndex(data)
  for (const name of ['torch', 'vllm', 'every', 'absent']) {
    const known = index.about('PyPI', name)
    known?.entries()
    known?.matching(versionKeys('PyPI', '1.0')!)
  }
}

describe('advisory index', () => {
  it('gives back what was written', () => {
    const index = openIndex(example)
    const entries = index.about('PyPI', 'torch')?.entries() ?? []
    assert.deepEqual(
      entries.map(({ advisory }) => [advisory.id, advisory.aliases, advisory.severity, advisory.summary]),
      [
        ['PYSEC-1', ['CVE-1'], 'high', 'Übel'],
        ['PYSEC-2', [], undefined, ''],
      ],
    )
    assert.deepEqual(
      entries[1]?.coverage.versions.map(({ text }) => text),
      ['2.1', 'odd-one'],
    )
    assert.equal(index.about('PyPI', 'tor'), undefined)
    assert.equal(index.about('npm', 'torch'), undefined)
  })

  it('says what applies to a version', () => {
    const matches = (name: string, version: string): string[] =>
      (openIndex(example).about('PyPI', name)?.matching(versionKeys('PyPI', version)!) ?? []).map(
        ({ advisory, verdict }) => `${advisory.id} ${verdict.kind}`,
      )
    assert.deepEqual(matches('torch', '1.9'), ['PYSEC-1 affected'])
    assert.deepEqual(matches('torch', '2.0'), [])
    assert.deepEqual(matches('torch', '2.1.0'), ['PYSEC-2 affected'])
    assert.deepEqual(matches('torch', '3'), [])
    assert.deepEqual(matches('vllm', '3'), ['PYSEC-3 unknown'])
    assert.deepEqual(matches('every', '3'), ['PYSEC-4 affected'])
  })

  it('refuses what is cut off, longer, of another format or none', () => {
    for (let end = 0; end < example.length; end += 3)
      assert.throws(() => openIndex(example.subarray(0, end)), ReadError)
    assert.throws(() => openIndex(Buffer.concat([example, Buffer.alloc(4)])), ReadError)
    const newer = Buffer.from(example)
    newer.writeUInt32LE(2, WORD.version * 4)
    assert.throws(() => openIndex(newer), /format 2/)
    assert.throws(() => openIndex(Buffer.from('{}')), ReadError)
  })

  it('notices every changed byte of what is asked of it', () => {
    for (let at = 0; at < example.length; at++) {
      const changed = Buffer.from(example)
      changed[at] = changed[at]! ^ 0x40
      assert.throws(() => readAll(changed), ReadError, `byte ${at}`)
    }
  })

  it('ends in an answer or a ReadError whatever somebody wrote, with checksums that fit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(example.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const forged = Buffer.from(example)
          for (const [at, byte] of changes) forged[at] = byte
          sealed(forged)
          try {
            readAll(forged)
          } catch (error) {
            assert.ok(error instanceof ReadError, String(error))
          }
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('is the same to the byte for the same input in another order', () => {
    const advisories = [
      { id: 'A-1', name: 'b', below: '1' },
      { id: 'A-2', name: 'a', below: '2' },
    ]
    assert.deepEqual(indexExample(advisories), indexExample(advisories.toReversed()))
  })
})

/** Sets checksums as somebody would who wants to be believed. */
function sealed(data: Buffer): void {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >>> 2)
  const [packages, head, information] = [words[WORD.packages]!, words[WORD.head]!, words[WORD.information]!]
  const table = (FRONT + ((information + 3) & ~3)) / 4
  for (let i = 0; i < Math.min(packages, 100); i++) {
    const row = table + i * 5
    const end = Math.min(words.length, ((words[row + 2] ?? 0) + (((words[row + 3] ?? 0) + 3) & ~3)) / 4)
    if (row + 4 < words.length) words[row + 4] = checksum(words, (words[row + 2] ?? 0) >>> 2, end)
  }
  if (head / 4 <= words.length) words[WORD.checksum] = checksum(words, FRONT / 4, head >>> 2)
}
