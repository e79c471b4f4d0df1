import { STATS } from '../src/lineage/codecs/codec.ts'
import { codecOf } from '../src/lineage/codecs/codecs.ts'
import { bfloatBits } from '../src/lineage/codecs/half.ts'
import { kernelFor, KERNEL_TYPES } from '../src/lineage/kernels/kernels.ts'
import { bytesAt, doublesAt, room } from '../src/lineage/kernels/workspace.ts'
import { decode } from '../src/lineage/pass/reference-rows.ts'

// How fast codes are compared with a BF16 reference in vectors, and how much faster that is than the plain twin, decoding
// included: the same bytes, in turn, by the CPU time of this process. Both must give the same statistics.

const ROWS = 64
const WIDTH = 4096
/** CPU time of one measurement, in seconds. */
const LONG_ENOUGH = 0.25

export interface KernelSpeed {
  readonly type: string
  /** Bytes of both sides per CPU second, in MB. */
  readonly megabytes: number
  readonly weights: number
  /** Over the plain twin. */
  readonly ratio: number
}

export function kernelSpeeds(runs: number): KernelSpeed[] {
  return KERNEL_TYPES.map((type) => speedOf(type, runs))
}

function speedOf(type: string, runs: number): KernelSpeed {
  const codec = codecOf(type)!
  const kernel = kernelFor(type, 'BF16')!
  const perRow = WIDTH / codec.blockWeights
  const rowBytes = perRow * codec.blockBytes
  const blocks = Uint8Array.from(
    { length: ROWS * rowBytes },
    (_, i) => (Math.imul(i + 1, 0x9e37_79b9) >>> 13) & 0x3f,
  )
  const values = new Float32Array(ROWS * WIDTH)
  codec.dequantise(blocks, values)
  const reference = new Uint8Array(2 * values.length)
  const view = new DataView(reference.buffer)
  for (const [i, value] of values.entries())
    view.setUint16(2 * i, bfloatBits(value * (1 + (i % 7) * 1e-3)), true)
  const [a, b, c] = room([reference.length, blocks.length, 8 * STATS * ROWS]) as [number, number, number]
  bytesAt(a, reference.length).set(reference)
  bytesAt(b, blocks.length).set(blocks)
  const stats = new Float64Array(STATS * ROWS)
  const twin = (): void => {
    stats.fill(0)
    decode('BF16', reference, values)
    for (let r = 0; r < ROWS; r++)
      codec.check(
        values.subarray(r * WIDTH, (r + 1) * WIDTH),
        blocks.subarray(r * rowBytes, (r + 1) * rowBytes),
        stats,
        r * STATS,
      )
  }
  const fast = (): void => {
    doublesAt(c, stats.length).fill(0)
    kernel.check(a, b, c, ROWS, perRow)
  }
  secondsOf(twin)
  secondsOf(fast)
  if (!stats.every((one, i) => Object.is(one, doublesAt(c, stats.length)[i])))
    throw new Error(`the kernel of ${type} does not give what its codec gives`)
  const pairs = Array.from({ length: runs }, () => ({ plain: secondsOf(twin), vectors: secondsOf(fast) }))
  const vectors = median(pairs.map((p) => p.vectors))
  return {
    type,
    megabytes: (reference.length + blocks.length) / vectors / 1e6,
    weights: (ROWS * WIDTH) / vectors / 1e6,
    ratio: median(pairs.map((p) => p.plain / p.vectors)),
  }
}

/** CPU seconds of one call, over as many as make a measurement. */
function secondsOf(work: () => void): number {
  const started = process.cpuUsage()
  for (let calls = 1; ; calls++) {
    work()
    const { user, system } = process.cpuUsage(started)
    const seconds = (user + system) / 1e6
    if (seconds >= LONG_ENOUGH) return seconds / calls
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((x, y) => x - y)[values.length >> 1]!
}

export function kernelTable(speeds: readonly KernelSpeed[]): string {
  return [
    '| kernel, BF16 reference | MB per CPU second | million weights | over the plain twin |',
    '|---|---|---|---|',
    ...speeds.map(
      ({ type, megabytes, weights, ratio }) =>
        `| ${type} | ${Math.round(megabytes)} | ${Math.round(weights)} | ${ratio.toFixed(1)} x |`,
    ),
  ].join('\n')
}

if (import.meta.main) console.log(kernelTable(kernelSpeeds(5)))
