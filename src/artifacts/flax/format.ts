import { sliceBytes } from '../../bytes/bytes.ts'
import { packTokens } from '../../bytes/msgpack.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { memberPath } from '../../model/location.ts'
import { ReadError } from '../../model/read-error.ts'
import type { FlaxFacts } from './facts.ts'
import { layout } from './rules/layout.ts'
import { pickledArray } from './rules/pickled-array.ts'
import { type Collected, readTree } from './walk.ts'

const CLAIM_TOKENS = 2000

export const flax: Format<FlaxFacts> = {
  id: 'flax',
  title: 'Flax MessagePack',
  extensions: ['.msgpack'],
  onLoad: 'data',
  rules: [layout, pickledArray],
  claims,
  *read({ path, bytes }, ctx) {
    const facts: Collected = { arrays: 0, objects: 0, flaws: [], pickled: [] }
    let broken: unknown
    try {
      readTree(bytes, facts, () => ctx.checkpoint())
    } catch (error) {
      broken = error
    }
    yield { kind: 'facts', facts }
    for (const [i, { start, end }] of facts.pickled.entries()) {
      const open = (): ReturnType<typeof sliceBytes> => sliceBytes(bytes, start, end - start)
      yield {
        kind: 'child',
        entry: { path: memberPath(path, `object-array-${i}`), size: end - start, open },
        as: ['pickle'],
      }
    }
    if (broken !== undefined) throw broken
  },
}

/**
 * A map with a string as first key that ends where the file ends, or that holds an array of Flax or of
 * msgpack-numpy before the look stops. Weights of any kind begin like a map of a few bytes by chance.
 */
function claims({ head, bytes, size }: Sample): Claim {
  const first = head[0] ?? 0
  if (size < 4 || !((first > 0x80 && first < 0x90) || first === 0xde || first === 0xdf)) return 'no'
  const tokens = packTokens(bytes, 0, size, () => {})
  try {
    for (let i = 0; i < CLAIM_TOKENS; i++) {
      const step = tokens.next()
      if (step.done) return step.value === size ? 'yes' : step.value * 2 > size ? 'maybe' : 'no'
      const token = step.value
      if (i === 1 && token.kind !== 'string' && token.kind !== 'binary') return 'no'
      if (token.kind === 'extension' && token.code === 1 && isArray(bytes.read(token.start, 2))) return 'yes'
    }
    return 'yes'
  } catch (error) {
    if (error instanceof ReadError) return 'no'
    throw error
  }
}

/** A list of three, of which the first is a list. */
function isArray(begin: Buffer): boolean {
  return begin[0] === 0x93 && (begin[1] ?? 0) >= 0x90
}
