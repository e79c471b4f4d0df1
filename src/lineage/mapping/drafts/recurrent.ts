import { elements, type Draft } from '../draft.ts'
import { slice } from '../layouts.ts'
import { placeOf, sourcesOf, type Wanted } from './wanted.ts'

/** RWKV: interpolation weights of all uses in one tensor. */
export function recurrentDrafts(wanted: Wanted): Draft[] {
  if (wanted.stem !== 'time_mix_lerp_fused') return []
  const parts = sixth(wanted) ?? seventh(wanted)
  const width = wanted.tensor.shape.at(-1) ?? 1
  const together = wanted.index
    .find(['attention.x_x'], { ...placeOf(wanted), kind: 'bare' })
    .map((source): Draft => ({ sources: [source] }))
  if (!parts) return together
  return [
    { sources: parts, pieces: parts.map((s, i) => slice(i, 0, (elements(s) ?? 0) / width)) },
    ...together,
  ]
}

function sixth(wanted: Wanted): Draft['sources'] | undefined {
  const found = ['w', 'k', 'v', 'r', 'g'].map((use) => sourcesOf(wanted, `time_mix_lerp_${use}`)[0])
  return found.every((s) => s !== undefined) ? found : undefined
}

function seventh(wanted: Wanted): Draft['sources'] | undefined {
  const found = ['r', 'w', 'k', 'v', 'a', 'g'].map(
    (use) => wanted.index.find([`attention.x_${use}`], { ...placeOf(wanted), kind: 'bare' })[0],
  )
  const there = found.filter((s) => s !== undefined)
  return there.length >= 5 && found.slice(0, 5).every((s) => s !== undefined) ? there : undefined
}
