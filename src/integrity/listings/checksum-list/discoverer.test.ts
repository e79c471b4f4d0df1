import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryBytes } from '../../../bytes/bytes.ts'
import { DEFAULT_LIMITS, type Context, type Limits } from '../../../model/context.ts'
import type { Sample } from '../../../model/entry.ts'
import { checksumList } from './discoverer.ts'

const hex = 'a'.repeat(64)
const list = `${hex}  model.gguf\n`

function claims(path: string, text: string = list): boolean {
  const bytes = Buffer.from(text)
  const sample: Sample = {
    path,
    name: path.slice(path.lastIndexOf('/') + 1).toLowerCase(),
    size: bytes.length,
    head: bytes,
    tail: bytes,
    text,
    bytes: memoryBytes(bytes),
  }
  return checksumList.claims(sample)
}

function read(path: string, text: string, limits: Partial<Limits> = {}): unknown[] {
  const ctx: Context = {
    limits: { ...DEFAULT_LIMITS, ...limits },
    signal: new AbortController().signal,
    clock: () => new Date(0),
    checkpoint: () => {},
    countMembers: () => {},
    countInflated: () => {},
    defer: () => {},
  }
  return [...checksumList.read({ path, bytes: memoryBytes(Buffer.from(text)) }, ctx)]
}

describe('lists of checksums', () => {
  const names =
    'SHA256SUMS SHA512SUMS.txt sha256sum.txt MD5SUMS B2SUMS CHECKSUM checksums.json model.gguf.sha256 ' +
    'model.gguf.sha256sum model-sha256.txt manifest-sha256.txt hashes.yaml Fedora-CHECKSUM SHA256SUMS.asc'
  it('are known by their names', () => {
    for (const name of names.split(' ')) assert.ok(claims(`m/${name}`), name)
  })

  it('are not what merely speaks of them', () => {
    for (const name of ['sha256.py', 'checksum.c', 'model.gguf', 'sums.md.html', 'tokenizer.json'])
      assert.ok(!claims(name), name)
    assert.ok(!claims('SHA256SUMS', 'nothing here\n'))
  })

  it('may be a table in a card, if the card says that it is', () => {
    assert.ok(claims('README.md', `SHA-256:\n\n    ${list}`))
    assert.ok(!claims('README.md', `built from ${hex}`))
    assert.ok(!claims('docs/usage.md', `sha256 ${list}`))
  })

  it('yield what they say, and a gap for lines nobody understands; a card is no list', () => {
    assert.deepEqual(read('m/SHA256SUMS', list), [
      {
        kind: 'facts',
        facts: {
          authority: 'sha256sums-file',
          digests: [{ name: 'model.gguf', algorithm: 'sha256', hex, line: 1 }],
          unclear: [],
        },
      },
    ])
    const broken = read('m/SHA256SUMS', `${list}${hex} and what of it\n${hex}\n`) as { kind: string }[]
    assert.ok(
      broken.some((s) => s.kind === 'gap'),
      JSON.stringify(broken),
    )
    assert.deepEqual(read('m/README.md', `About sha256: see ${hex}.\n`), [])
  })

  it('are not read past their bound', () => {
    assert.throws(() => read('SHA256SUMS', list, { structureBytes: 10 }), /a list of 77 bytes/)
  })
})
