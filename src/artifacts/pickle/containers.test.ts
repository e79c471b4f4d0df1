import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { createContext } from '../../scan/budget.ts'
import { cutBytes } from './cut-bytes.ts'
import type { PickleFileFacts } from './facts.ts'
import { readPickleFile } from './file.ts'

function readFile(...parts: readonly (string | Buffer)[]): PickleFileFacts {
  const bytes = Buffer.concat(parts.map((p) => (typeof p === 'string' ? Buffer.from(p, 'latin1') : p)))
  const ctx = createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(0),
  })
  for (const seen of readPickleFile('x', memoryBytes(bytes), ctx))
    if (seen.kind === 'facts') return seen.facts
  return assert.fail('no facts')
}

const PAYLOAD = `cx\ny\nS'z'\n\x85R`

/** A wrapper as joblib writes it, without frames. */
function wrapper(dtype: string, shape: string, more = ''): string {
  return (
    'cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81}(U\x05shape' +
    shape +
    `U\x05dtypecnumpy\ndtype\n(U${String.fromCharCode(dtype.length)}${dtype}\x89\x88tR(K\x03U\x01<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb${more}ub`
  )
}

describe('joblib', () => {
  it('skips exactly the raw array and sees what comes after it', () => {
    const facts = readFile(
      '\x80\x04',
      wrapper('f8', 'K\x02K\x03\x86'),
      Buffer.alloc(48, 0x2e),
      `0${PAYLOAD}.`,
    )
    assert.equal(facts.loader, 'joblib')
    assert.deepEqual(facts.stray, [])
    assert.ok(facts.streams[0]?.unproven.some((u) => u.code === `x.y('z')`))
    assert.equal(facts.streams[0]?.stopped, true)
  })

  it('skips the padding that a byte announces', () => {
    const padded = wrapper('i4', 'K\x02\x85', 'U\x1bnumpy_array_alignment_bytesK\x10')
    const facts = readFile('\x80\x04', padded, Buffer.from([3, 0xff, 0xff, 0xff]), Buffer.alloc(8), '.')
    assert.equal(facts.streams[0]?.stopped, true)
  })

  it('reads an array of objects as a pickle in place', () => {
    const facts = readFile('\x80\x04', wrapper('O8', 'K\x01\x85'), `\x80\x05${PAYLOAD}.`, '.')
    assert.equal(facts.streams.length, 2)
    assert.ok(facts.streams.some((s) => s.unproven.some((u) => u.code === `x.y('z')`)))
    assert.ok(facts.streams.every((s) => s.stopped))
  })

  it('sees what pickle.load runs where joblib reads an array', () => {
    const hidden = `0${PAYLOAD}.`
    const facts = readFile(
      '\x80\x04',
      wrapper('i1', `K${String.fromCharCode(hidden.length)}\x85`),
      hidden,
      '.',
    )
    assert.ok(facts.streams.some((s) => s.alternative && s.unproven.some((u) => u.code === `x.y('z')`)))
  })

  it('an array that is longer than the file ends the stream', () => {
    const facts = readFile('\x80\x04', wrapper('f8', 'J\xff\xff\xff\x7f\x85'), 'abc.')
    assert.equal(facts.streams[0]?.stopped, false)
  })
})

function object(count: string): string {
  return `\x80\x02(U\x07storagectorch\nFloatStorage\nU\x010U\x03cpu${count}NtQ.`
}

describe('legacy torch', () => {
  const magic = '\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.'
  const protocol = '\x80\x02M\xe9\x03.'
  const system = '\x80\x02}.'
  const keys = '\x80\x02]U\x010a.'
  const storage = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.alloc(8, 0x80)])

  it('follows five pickles and the storages', () => {
    const facts = readFile(magic, protocol, system, object('K\x02'), keys, storage)
    assert.deepEqual(
      [facts.loader, facts.streams.length, facts.stray, facts.flaws],
      ['torch-legacy', 5, [], undefined],
    )
  })

  it('says when a storage is not as declared', () => {
    const facts = readFile(magic, protocol, system, object('K\x05'), keys, storage)
    assert.match(facts.flaws?.[0]?.says ?? '', /2 elements where 5 are declared/)
  })

  it('reads on behind the storages', () => {
    const facts = readFile(magic, protocol, system, object('K\x02'), keys, storage, `\x80\x02${PAYLOAD}.`)
    assert.equal(facts.streams.at(-1)?.unproven[0]?.code, `x.y('z')`)
  })
})

describe('bytes with cuts', () => {
  it('are the bytes without the ranges', () => {
    const view = cutBytes(memoryBytes(Buffer.from('0123456789')), [
      { start: 2, end: 4 },
      { start: 7, end: 8 },
    ])
    assert.equal(view.read(0, 100).toString(), '0145689')
    assert.equal(view.read(1, 3).toString(), '145')
    assert.equal(view.read(6, 3).toString(), '9')
    assert.equal(view.read(7, 3).toString(), '')
  })
})
