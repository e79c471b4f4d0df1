import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryBytes } from '../../bytes/bytes.ts'
import { hasTokenChecksum } from './checksum.ts'
import type { SecretFact } from './facts.ts'
import { searchSecrets } from './search.ts'

const MIXED = 'qT7vWm2KxZp9LdRb4NsYfG6hJcV3tXeA8uMn'
const LETTERS = 'qTvWmKxZpLdRbNsYfGhJcVtXeAuMnPwQkB'
const hub: string = 'hf'
const github: string = 'ghp'

function search(text: string): SecretFact[] {
  return [...searchSecrets(memoryBytes(Buffer.from(text)), () => undefined)]
}

describe('secrets', () => {
  it('are never shown', () => {
    const value = `${hub}_${LETTERS}`
    const [found] = search(`a\nb\ntoken: ${value}\n`)
    assert.equal(found!.line, 3)
    assert.equal(found!.strength, 'live')
    assert.ok(!JSON.stringify(found).includes(value.slice(3, 12)))
  })

  it('are found where two windows meet, once, in the right line', () => {
    const value = `${hub}_${LETTERS}`
    for (const at of [1024 * 1024 - 8192 - 10, 1024 * 1024 - 10, 1024 * 1024]) {
      const found = search(`${'x\n'.repeat(at / 2)}${value}\n`)
      assert.deepEqual(
        found.map((f) => f.line),
        [at / 2 + 1],
      )
    }
  })

  it('with a wrong checksum are doubtful', () => {
    const token = `${github}_${MIXED}`
    assert.equal(hasTokenChecksum(token), false)
    assert.deepEqual(
      search(token).map((f) => f.strength),
      ['doubtful'],
    )
  })

  it('are not placeholders, hashes or identifiers', () => {
    for (const text of [
      `${hub}_${'x'.repeat(34)}`,
      'sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      'postgres://user:${PASSWORD}@host/db',
      '"api_key": "YOUR_API_KEY_GOES_HERE_12345"',
      '"eos_token": "<|endoftext|>"',
    ])
      assert.deepEqual(search(text), [], text)
  })

  it('take time in proportion to the text', () => {
    const hostile = [
      '-eyJ',
      'sk-',
      'http://a:',
      '-----BEGIN PRIVATE KEY-----',
      'aws_secret_key=',
      'azure_',
    ].map((s) => s.repeat(Math.ceil(300_000 / s.length)))
    const start = performance.now()
    for (const text of hostile) search(text)
    assert.ok(performance.now() - start < 10_000)
  })
})
