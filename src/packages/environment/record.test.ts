import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readRecord, recordedPlace } from './record.ts'

const read = (text: string): ReturnType<typeof readRecord> => readRecord(text, () => {})

describe('a RECORD', () => {
  it('is rows of path, hash and size', () => {
    assert.deepEqual(read('a.py,sha256=ab_-c=,3\r\n"b,""c"".py",sha384=A+/B,4\n\nRECORD,,\n'), {
      rows: [
        { path: 'a.py', hash: { algorithm: 'sha256', value: 'ab_-c' }, size: 3, line: 1 },
        { path: 'b,"c".py', hash: { algorithm: 'sha384', value: 'A-_B' }, size: 4, line: 2 },
        { path: 'RECORD', line: 4 },
      ],
      broken: [],
    })
  })

  it('with a broken row keeps the others', () => {
    const { rows, broken } = read('a\n"b,,\n,sha256=x,1\nc,nohash,1\nd,,x\ne,,1\n"f"g,,\n\0,,\n')
    assert.deepEqual(
      rows.map((r) => r.path),
      ['e'],
    )
    assert.deepEqual(
      broken.map((b) => b.line),
      [1, 2, 3, 4, 5, 7, 8],
    )
  })

  it('reads back every path that is written as comma-separated values', () =>
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (path) => {
        fc.pre(!/[\n\r\0]|^\ufeff/.test(path))
        assert.equal(read(`"${path.replaceAll('"', '""')}",,\n`).rows[0]?.path, path)
      }),
    ))

  it('never throws', () =>
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'a",=\n\r0') }), (text) => void read(text))))
})

describe('a recorded path', () => {
  const at = { root: '/env', aliases: new Map([['lib64', 'lib']]) }
  const place = (path: string): string | undefined => recordedPlace(path, 'lib/site', at)
  it('counts from the folder of modules and may reach the whole environment', () => {
    assert.equal(place('a/b.py'), 'lib/site/a/b.py')
    assert.equal(place('../../bin/x'), 'bin/x')
    assert.equal(place('../../lib64/y.py'), 'lib/y.py')
    assert.equal(place('/env/bin/x'), 'bin/x')
    assert.equal(place('..\\..\\Scripts\\x.exe'), 'Scripts/x.exe')
  })
  it('is no place when it leads out', () => {
    for (const path of [
      '../../../etc/passwd',
      '/etc/passwd',
      '/env/../etc/x',
      '/environment/x',
      '../../..',
      'C:\\x',
      'C:/x',
    ])
      assert.equal(place(path), undefined, path)
  })
  it('never leads out, whatever it is', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('..', '.', '', 'a', '/', '\\', 'lib64', 'env')), (parts) => {
        const found = place(parts.join('/'))
        assert.ok(found === undefined || !/^(?:\/|\.\.(?:\/|$))/.test(found))
      }),
    ))
})
