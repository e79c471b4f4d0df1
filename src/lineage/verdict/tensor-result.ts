import type { TensorResult } from './derivation.ts'
import type { Examined, Objection } from './examine.ts'
import { ON_GRID } from './thresholds.ts'

export function resultOf(examined: Examined): TensorResult {
  const { task, measure: m, proof, level, cosine } = examined
  const stored = task.parts[0]?.type ?? task.codec
  return {
    name: task.recipe.tensor,
    type: stored,
    weights: m.rows * m.width,
    compared: m.comparedRows * m.width,
    mismatches: m.mismatches,
    ties: m.ties,
    z: m.z,
    verdict: level,
    from: task.recipe.sources.map((s) => s.name),
    relativeError: m.energy > 0 && proof !== 'signs' ? Math.sqrt(m.error / m.energy) : null,
    cosine: proof === 'signs' ? null : cosine,
    rows: ranges(m.worst),
    says: [...examined.objections.map((o) => objection(o, examined)), ...notes(examined)],
  }
}

const RANGES = 16

/** Rows with the most mismatches, neighbours together. */
function ranges(worst: Examined['measure']['worst']): TensorResult['rows'] {
  const found: { first: number; last: number; mismatches: number }[] = []
  for (const { row, mismatches } of worst.toSorted((a, b) => a.row - b.row)) {
    const before = found.at(-1)
    if (before && before.last === row - 1) {
      before.last = row
      before.mismatches += mismatches
    } else found.push({ first: row, last: row, mismatches })
  }
  return found.toSorted((a, b) => b.mismatches - a.mismatches).slice(0, RANGES)
}

function objection(o: Objection, { measure: m, proof, cosine }: Examined): string {
  switch (o.kind) {
    case 'codes': {
      const what = proof === 'signs' ? 'signs' : proof === 'exact' ? 'values' : 'codes'
      const share = percent(m.mismatches / (m.comparedRows * m.width))
      const rows = `${count(m.rowsWithMismatches)} of ${count(m.comparedRows)} rows`
      const foreign =
        proof !== 'signs' && cosine < 0.5 ? `; the cosine with the reference is ${cosine.toFixed(3)}` : ''
      return `${count(m.mismatches)} ${what} (${share}) in ${rows} are not those that the reference gives${foreign}`
    }
    case 'ties':
      return `${count(m.ties)} codes lie on the wrong side of a tie: by chance with a probability of ${o.probability.toExponential(0)}`
    case 'scale-bytes':
      return `the scales of ${count(m.scales)} blocks are not those that the reference gives`
    case 'slope':
      return `row ${o.row} is scaled: its weights are ${o.slope.toFixed(3)} times what is stored`
    case 'no-numbers':
      return 'holds values that are no finite numbers where the reference has numbers'
    case 'row-loss':
      return `of row ${o.row}, ${percent(1 - o.share)} is left of its energy: its scales do not fit its weights`
    case 'coarse':
      return `is quantised far more coarsely than its type: half of its blocks have more than ${o.times.toFixed(0)} times the error of an honest quantisation`
    case 'partly-equal':
      return `${count(o.blocks - o.equal)} of ${count(o.blocks)} blocks are not what the quantiser makes of the reference, which made the other blocks and nearly all other tensors byte for byte: their scales were chosen otherwise`
    case 'spectrum':
      return `what rounding left shares a direction: it stands ${o.z.toFixed(2)} times as high as noise would, ${o.honest.toFixed(2)} times where the same weights are quantised honestly`
    case 'feedback':
      return o.says
    default:
      return o satisfies never
  }
}

function notes({ proof, level, measure: m, feedback, objections, task }: Examined): string[] {
  const { blocks, equal, arithmetic, withImportance } = m.rederived
  const all = blocks * 256 >= m.rows * m.width || blocks * 32 >= m.rows * m.width
  const how = withImportance ? ' with the importance matrix' : ''
  const grid = proof === 'codes' && m.mismatches === 0 ? (m.onGrid ?? 0) : 0
  return [
    ...(feedback && !feedback.deviates ? [feedback.says] : []),
    ...(level === 'L3' && blocks > 0
      ? [
          `${all ? 'all' : 'a sample of'} ${count(blocks)} blocks were made again from the reference${how} and are equal byte for byte`,
        ]
      : []),
    ...(level === 'L2' && equal * 2 > blocks
      ? [
          `${count(equal)} of ${count(blocks)} blocks come out equal byte for byte when they are made again (${arithmetic} products)`,
        ]
      : []),
    ...(level === 'L2' && task.codec.endsWith('/imatrix')
      ? ['is made with an importance matrix: its scales were searched for']
      : []),
    ...(grid > ON_GRID && objections.length === 0
      ? [
          `${percent(grid)} of its weights lie within 2 % of half a step of what is stored, where rounding leaves 2 to 3 % in dense weights: sparse weights, weights that were quantised before, and weights that were fitted to this quantisation do so`,
        ]
      : []),
  ]
}

export function count(n: number): string {
  return n.toLocaleString('en-US')
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`
}
