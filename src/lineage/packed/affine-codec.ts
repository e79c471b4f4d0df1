import type { BlockCodec } from '../codecs/codec.ts'
import type { Cells } from './cells.ts'
import { inSingle, NARROWINGS, roundEven, type Narrow } from './narrow.ts'
import { bestFit, rowCodec, type RowFit } from './row-codec.ts'

/** Relative to the code: what division and multiplication by the inverse differ by, and scales that were rounded last. */
const TIE = 2 ** -19

export interface Affine {
  readonly type: string
  readonly least: number
  readonly most: number
  /** Steps beyond half a step within which a code is a tie, over the magnitude of the code; for scales and factors that are known so well only. */
  readonly tie?: number
  /**
   * Weights were cut to a range of their group before, of so many: those beyond take the code of its upper end, which may be one less
   * than the outermost.
   */
  readonly cutGroup?: number
}

/**
 * Value = scale · (code − zero). Given scale and zero, the code is the nearest, cut to its range. In which type the
 * quotient was taken is not recorded: a row has to agree as a whole under one of them.
 */
export function affineCodec({ type, least, most, tie = TIE, cutGroup = 0 }: Affine): BlockCodec {
  const attempts = NARROWINGS.flatMap((narrow) =>
    narrow === inSingle
      ? [{ narrow, zeroFirst: false }]
      : [true, false].map((zeroFirst) => ({ narrow, zeroFirst })),
  )
  return rowCodec({
    type,
    proof: 'codes',
    value: (code, scale, zero) => Math.fround(scale * (code - zero)),
    step: (_, scale) => scale,
    fit: (reference, cells) =>
      bestFit(
        attempts.map(
          ({ narrow, zeroFirst }) =>
            () =>
              affineFit(reference, cells, { least, most, tie, cutGroup, narrow, zeroFirst }),
        ),
      ),
  })
}

/** Both readings of one format: as nearest values, and as made with error feedback. */
export function affineCodecs(format: Affine): readonly BlockCodec[] {
  return [affineCodec(format), feedbackCodec(format)]
}

export const FEEDBACK = '/feedback'

/**
 * The same codes by a quantiser that passes the errors of earlier columns on to later ones: no code is forced, and what they
 * say is in the `Feedback` of the tensor.
 */
function feedbackCodec({ type }: Affine): BlockCodec {
  return rowCodec({
    type: type + FEEDBACK,
    proof: 'statistics',
    value: (code, scale, zero) => Math.fround(scale * (code - zero)),
    step: (_, scale) => scale,
    fit: () => ({ mismatches: 0, ties: 0, scales: 0 }),
  })
}

interface Way {
  readonly least: number
  readonly most: number
  readonly tie: number
  readonly cutGroup: number
  readonly narrow: Narrow
  /** Whether zero is added before rounding. */
  readonly zeroFirst: boolean
}

function affineFit(
  reference: Float32Array,
  { codes, scales, zeros }: Cells,
  { least, most, tie, cutGroup, narrow, zeroFirst }: Way,
): RowFit {
  let mismatches = 0
  let ties = 0
  let highest: Int32Array | undefined
  const isHighest = (at: number, code: number): boolean => {
    if (cutGroup === 0) return false
    highest ??= highestCodes(codes, cutGroup)
    return highest[Math.floor(at / cutGroup)] === code
  }
  for (let i = 0; i < codes.length; i++) {
    const scale = scales[i]!
    // Any code will do where all values are the same.
    if (scale === 0) continue
    const zero = zeros[i]!
    const quotient = narrow(narrow(reference[i]!) / scale)
    const shifted = zeroFirst ? narrow(quotient + zero) : quotient + zero
    const forced = zeroFirst ? roundEven(shifted) : roundEven(quotient) + zero
    const code = codes[i]!
    if (code === (forced < least ? least : forced > most ? most : forced)) continue
    const off = Math.abs(code - (shifted < least ? least : shifted > most ? most : shifted))
    const beyond = (off - 0.5) / Math.max(1, Math.abs(quotient))
    if (beyond <= TIE) ties++
    else if (beyond <= tie) continue
    else if (!(code === most - 1 && shifted > code && isHighest(i, code))) mismatches++
  }
  return { mismatches, ties, scales: 0 }
}

/** The highest code of each group of a row. */
function highestCodes(codes: Int32Array, group: number): Int32Array {
  const highest = new Int32Array(Math.ceil(codes.length / group))
  for (let i = 0; i < codes.length; i++) {
    const g = Math.floor(i / group)
    if (codes[i]! > highest[g]!) highest[g] = codes[i]!
  }
  return highest
}
