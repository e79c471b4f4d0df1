import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { ReadError } from '../../model/read-error.ts'
import { createContext } from '../../scan/budget.ts'
import {
  afterRoot,
  attribute,
  dataset,
  externalLink,
  hardLink,
  hdf5File,
  type ExampleMessage,
} from './example-file.ts'
import type { Hdf5Facts } from './facts.ts'
import { hdf5 } from './format.ts'

/** Written by the HDF5 library with the oldest structures: symbol tables, local and global heaps. */
const OLDEST =
  'H4sIAAAAAAACA+1cTUwTURB+2wLZEIk1GKhoYGkIoiHpDz8WJQixaI0ECv6EGy2w0MbSKsVQQ4gc8caxR44cOXLkyJEjR44cPXLD' +
  'bt9M6RsDMVvrEp2PwzCz0/fe7vvevOnsbr9HIy+bGtsahQVdF3XCIypxAdj/oOp4PA5SA7kNcs+F9nph/esFuwfaN9xST4L93cz4' +
  'uOV9QYD9FFqk1AXjf0R0fCxmydkyjySOXKpfOvHVXM1d8jFaZb/I1+1mqcfAfgta1kSTuFtk5Up20UzPLWQzS6lly35P00qf9JTX' +
  'hq6sk8dWm+7LtfPqxdSEVnFilX4WNnwL6UQuN5dJrJi+p4bvrfn5i5lZSyXSvl7DJ/st2jc2N9Xx799m7jAYDAaDwWAwGAwGg3FT' +
  'cAfrDKBj/eyWCEA9QC/9zScWPpqZRdGsCdFYUSdYMzO57OpSOruO9QN36Ritu522Sl2tu9VdWXfT76v+J+MwPtC3pqU08AN9Ung1' +
  'ntN/AVh3i8N8GiDzEeSZpvAMeRztB94MXu93CsfFkNrv28mpiFZiPfCuGdsB3IXxtPAc/U5codersn6pF2dl3UwtJ9dK5cWcZbfi' +
  'S4N1XJNXHMusKD+aqxkzPZ9K5K6f309g2GmrjDfiynjD4HhjSazz4/rfb1P9MA7E/lC/Mt7UlxtGXiLfdbKf4biiXnU8lO94nyL2' +
  'QPXLg15olxLPN9mi+tH4iPtwfkj12wX98Jmz83dVHKDny3GAYScOHLTXNg5cxd9wB6zTTuYvwz5/853O8Pcc+vV2MX8Z9vkb7nKG' +
  'vwfQ70k385dhn7/n3c7wN/8Q8t9HzF9GFfnvI4fyX3gQbbaX+cuoIv/tdSj/hX69fuYvo4r81+9Q/gv9ngSZv4wq8t+gM/w1XkH8' +
  'D10/vkKotuOjkHV/XfSAvtOl9ku/dwZwPA9VP5rfh8Hueaz60TxqFOzHvaof3a/wPYYdPxkfiQt4nUbJfQR6P/Yc7Nvvr78+eB8/' +
  'TuaDPqfA8YhhJx5tD9Z2vTMvGXZ4aQw5s0/S+7jMX4Yd/p4+c4a/8WGpb40wfxn2+bs74tD3lOeQP48xfxn2+Rsfc4a/p9hvhPnL' +
  'qCL/jfydOsyimcmZcwGQQZAhkH0g+0EOgBwE+QRkGOQQthNQ2w8GiR4ieh/R+4k+QPRBoj8hepjo5W8T8rlpIRJp+ei0X/5ghR/t' +
  '6Wz2U+X1HrV5XWVdq07kse40rM4jzdOwnnM+ovrR/bCAdacx1Y/GHXw/JBYi7ZE64E0Hx0+GnX04+RrW1RvmEcP+Prz3xpk8smcC' +
  'xjXJ/GXY529y0hn+nkG/+jTzl2Gfvz3TteWvzNMbxAHm+6/VfmgecYQfnFD9aLw+AfvhpOpH18UZ2I9mVL8foHvg/nD5PfIO1Y++' +
  'F2OA/bhT9aPvH/ytPIyeB8cBhp04EHhf632sXrapoS6fSNFc6vvX8JORv+juIvMtzztGR/Fbv1yJrbpo/QbH64tnYh13uWSDOqwU' +
  't1b4oK5wRP5Gzs9PD243U7BWAAA='

/** Written with the newest: fractal heaps and B-trees of version 2 for links and attributes, a huge heap object. */
const NEWEST =
  'H4sIAAAAAAACA+3Ye4hUVRzA8d+9c8cdZ5+zj3xi4xRmuurMPtxdLcptHEeRfReC4LbsbtuyularMmmGKYYpgdCqIEaBFAiSpK0U' +
  'lQRi2QN6SCAV9keYFrbSP1GETPe5c+/k0kBKJt/Psvs753fv754zM3fOZc8LyXiiMDg16AsExJG27WxQzH7Uzl84evil5mS8TQ0n' +
  'tmsD7t9UUBX93IpS0UT6S63T/7SjasbWedbFfrCjNMoNMDh5y4plDzWvNK9ZYuXs64tqx01Rb38sH7OiLztfZUUtO19tRX92vsaK' +
  'E7LztVbMy84vtGIgO19nxYnZ+XorBrPzDVbMF+/r2BSzXnDB3/Ixz3v3RZEAAAAAAPC/0diRjOv/9Ov/Fk/Wez2zI/co9j6AsxPw' +
  'R+vm4+NsXFibE+ks1naGrLp5kx7tT++7BaeUWBJvFGW40nrnwtWKayeh0tOr9/Tint6Rr6cdzr56oi3ZYm55qMY+jfPJnLb3bFJ2' +
  'YmaZfUDLijZnT+NYyPmMr09zVVrnzNbjzlrnfG1pcYt53wSM+yZk3jdD9tiF+o/l5aFXP0i062eNzU8Rue64mrRISh/DOdJivx/T' +
  '7ONjMXr+XGPHyoQ+7s/GGTXGBy3y7tJJ5bLdlbg6qeUueVYyiUMr0rVy3JU42r/xfplh7AXVWomiDzcsk3ZXonqzv0NWuEr23zn8' +
  'sEx1jXLxk9+3ljgvxUhc1l7ZJne4Sg6/v+09OekqeXvP52flR9cZH02Ze0WaXGeM7D2Sfv3y9F9ZmMbh0++vgHF7rlvf07u2s3v9' +
  '4GP9fVKmv4UvhsxlTLZEutd2DQ11Dnat640sCkfae5/c2Du4ob9rbWRrGAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA3HDzGztW' +
  'JkQZqhDTsZBiRuuvyKVrV/YLbmPNyXibGk5s1wbcvym11DiYzhJUzTtj1c2bzmh/eh9TYkq38ZQSS5JxUYqCmp0rLrXi8q+mR275' +
  '72aiLdkieXpHlZLMEWcOi+3nxsT5dkMVb7QV5jii5qq0rhjW485q5/F0pHlEa+zQ306/cV6+numZvdoeu3BslPUn/YcS7fpZ4sxP' +
  'EW/MjNciKX0M58iAPdJU+7gT91z6ZYH54PTvu/bODDmgp4qk89iBGllujvz07ll18pqZPbN3NCHdZvZK8VNNstVsVpy/2CRPmM03' +
  '1s0ckvvM5qkTa4bkEbPZdO3THRIxm1fndJ6WCrN5sDj0mZzQm6Xy8Y63vpTdZrYs1XpBFpjNRd+PnOOZxoOTKf3DlBRRlLv11UVV' +
  'lKB9bLzoKxclFH5AAmbvQanJl5q0T8Svz9aXn18gin4RMX6MFT2gvzJNFZ/i9wd8weFKe4nZe+vdwKOLD+5Krel+dPIMvXNWlFza' +
  'ifb2pTKzzF49U4rsMtfnXce7g+YhZ+FX9JX2jNF4vnT4u0Qy3iit8zKLbedv8woUUfuiP5U467DaF3smlOlURe5VxjrVI65OTXJO' +
  'plP7rauzcHBuplOnVGY69adcnYbVUafj64tFR9292HMxp5fX/fjGwYHenvIqhbXu3zE///5SV2bKN2/O8olPyo2vTFdUpuhfIONW' +
  'KBl78gbMB7/xe9r1rM7UxHKqUT01VTnV+Dw11TnVaJ6ampxq/J6a2pxqJnhqFuZUk+epqcupJuCpqc+pZqKnpiGnmqBZozmf6fg3' +
  'gs9VlO8tiuVUVMDX8D/zFzgquaOFOQEA'

const file = (base64: string): Buffer => gunzipSync(Buffer.from(base64, 'base64'))

interface Read {
  readonly facts: Hdf5Facts | undefined
  readonly children: ReadonlyMap<string, Buffer>
  readonly gaps: readonly string[]
  readonly error: unknown
}

function read(bytes: Uint8Array): Read {
  const ctx = createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(),
  })
  let facts: Hdf5Facts | undefined
  const children = new Map<string, Buffer>()
  const gaps: string[] = []
  let error: unknown
  try {
    for (const seen of hdf5.read({ path: 'm.h5', bytes: memoryBytes(bytes) }, ctx)) {
      if (seen.kind === 'facts') facts = seen.facts
      else if (seen.kind === 'gap') gaps.push(seen.gap.detail)
      else if (seen.kind === 'child')
        children.set(seen.entry.path, seen.entry.open().read(0, seen.entry.size))
    }
  } catch (thrown) {
    error = thrown
  }
  return { facts, children, gaps, error }
}

function linksTo(at: number): ExampleMessage[] {
  return [hardLink('a', at), hardLink('b', at), hardLink('self', 48)]
}

describe('hdf5', () => {
  it('reads the oldest structures', () => {
    const { facts, children, gaps, error } = read(file(OLDEST))
    assert.equal(error, undefined)
    assert.deepEqual(gaps, [])
    assert.equal(facts!.groups.length, 22)
    assert.deepEqual(
      facts!.datasets.map((d) => [d.path, d.extents, d.layout]),
      [['/layers/kernel', [2, 3], 'contiguous']],
    )
    assert.deepEqual(facts!.attributes.map((a) => a.name).toSorted(), [
      'backend',
      'model_config',
      'weight_names',
    ])
    assert.equal(children.get('m.h5!model_config')!.toString(), '{"class_name": "Sequential", "config": {}}')
  })

  it('reads the newest structures', () => {
    const { facts, children, gaps, error } = read(file(NEWEST))
    assert.equal(error, undefined)
    assert.deepEqual(gaps, [])
    assert.equal(facts!.attributes.length, 13)
    assert.equal(facts!.groups.length, 13)
    assert.equal(facts!.attributes.find((a) => a.name === 'a7')!.text, 'v7')
    assert.equal(children.get('m.h5!model_config')!.length, 70_029)
  })

  it('finds the superblock behind a user block', () => {
    const { facts } = read(Buffer.concat([Buffer.alloc(2048, 0x20), file(OLDEST)]))
    assert.equal(facts!.userBlock, 2048)
    assert.equal(facts!.groups.length, 22)
  })

  it('reads every attribute of a name that stands twice', () => {
    const { facts } = read(hdf5File([attribute('a', 'first'), attribute('a', 'second')]))
    assert.deepEqual(
      facts!.attributes.map((a) => a.text),
      ['first', 'second'],
    )
  })

  it('keeps what it saw when a later structure is broken', () => {
    const { facts, gaps } = read(hdf5File([attribute('a', 'seen'), hardLink('lost', 1_000_000)]))
    assert.deepEqual(
      facts!.attributes.map((a) => a.text),
      ['seen'],
    )
    assert.equal(gaps.length, 1)
  })

  it('reads an object once, however many links lead to it', () => {
    const { facts } = read(hdf5File(linksTo(afterRoot(linksTo(0))), [dataset([3])]))
    assert.equal(facts!.datasets.length, 1)
    assert.equal(facts!.groups.length, 1)
  })

  it('names what lies outside of the file', () => {
    const { facts } = read(hdf5File([externalLink('x', '/etc/hostname', '/y')]))
    assert.deepEqual(facts!.outsideLinks, [
      { kind: 'external', name: 'x', path: '/x', file: '/etc/hostname', target: '/y' },
    ])
  })

  it('ends in facts or a ReadError whatever the bytes are', () => {
    const seeds = [file(OLDEST), file(NEWEST)]
    fc.assert(
      fc.property(
        fc.nat(1),
        fc.array(fc.tuple(fc.nat(20_000), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (seed, changes) => {
          const bytes = Buffer.from(seeds[seed]!)
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          const { error } = read(bytes)
          assert.ok(error === undefined || error instanceof ReadError, String(error))
        },
      ),
      { numRuns: 300 },
    )
  })
})
