import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { array, assert as check, constantFrom, nat, property, tuple } from 'fast-check'
import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { createContext } from '../../scan/budget.ts'
import { dtypeBits } from '../../tensors/safetensors/dtypes.ts'
import { safetensorsFile, tensor } from './example-file.ts'
import type { SafetensorsFacts } from './facts.ts'
import { safetensors } from './format.ts'

function factsOf(bytes: Uint8Array): SafetensorsFacts {
  const ctx = createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(0),
  })
  for (const seen of safetensors.read({ path: 'x', bytes: memoryBytes(bytes) }, ctx))
    if (seen.kind === 'facts') return seen.facts
  throw new Error('no facts')
}

const tensors = array(
  tuple(constantFrom('F32', 'BF16', 'I64', 'F8_E5M2', 'BOOL'), array(nat(5), { maxLength: 3 })),
)

describe('a safetensors header', () => {
  it('has no flaw when it accounts for every byte, in whatever order', () => {
    check(
      property(tensors, (shapes) => {
        let offset = 0
        const entries = shapes.map(([dtype, shape], i) => {
          const size = shape.reduce((a, b) => a * b, 1) * ((dtypeBits(dtype) ?? 0) / 8)
          offset += size
          return tensor(`t${i}`, dtype, shape, [offset - size, offset])
        })
        const facts = factsOf(safetensorsFile(`{${entries.toReversed().join()}}`, offset).bytes)
        assert.deepEqual(facts.flaws, [])
        assert.equal(facts.tensorCount, shapes.length)
      }),
    )
  })

  it('has one when a byte is added or an offset moves', () => {
    const a = tensor('a', 'F32', [2], [0, 8])
    assert.equal(factsOf(safetensorsFile(`{${a}}`, 9).bytes).flaws[0]?.kind, 'trailing-data')
    assert.equal(factsOf(safetensorsFile(`{${a}}`, 7).bytes).flaws[0]?.kind, 'past-the-end')
    const moved = factsOf(safetensorsFile(`{${tensor('a', 'F32', [2], [4, 12])}}`, 12).bytes)
    assert.equal(moved.flaws[0]?.kind, 'hole')
  })

  it('keeps metadata under any key', () => {
    const { metadata } = factsOf(safetensorsFile('{"__metadata__":{"__proto__":"x","format":"pt"}}').bytes)
    assert.deepEqual(Object.entries(metadata), [
      ['__proto__', 'x'],
      ['format', 'pt'],
    ])
  })
})
