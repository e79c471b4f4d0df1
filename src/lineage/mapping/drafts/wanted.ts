import type { StoredTensor } from '../../files/model-files.ts'
import type { Rules } from '../architectures.ts'
import type { Dimensions } from '../dimensions.ts'
import type { NameIndex, Place } from '../names/name-index.ts'
import type { TensorName } from '../names/tensor-name.ts'
import { pathsOf } from '../names/paths.ts'

/** A tensor of the candidate and one thing that it may be. */
export interface Wanted {
  readonly tensor: StoredTensor
  readonly name: TensorName
  /** What ggml calls it. */
  readonly stem: string
  readonly index: NameIndex
  readonly dimensions: Dimensions
  /** What conversion does; undefined where that is not known, and tensors may lie either way. */
  readonly rules: Rules | undefined
}

/** Reference tensors that the wanted one may be, or that `stem` names in the same place. */
export function sourcesOf(wanted: Wanted, stem: string = wanted.stem): readonly StoredTensor[] {
  return wanted.index.find(pathsOf(stem, wanted.name.layer !== undefined), placeOf(wanted))
}

export function membersOf(wanted: Wanted, stem: string = wanted.stem): readonly StoredTensor[] {
  return wanted.index.members(pathsOf(stem, wanted.name.layer !== undefined), placeOf(wanted))
}

export function placeOf({ name }: Wanted): Place {
  const side = name.prefix.startsWith('enc')
    ? 'encoder'
    : name.prefix.startsWith('dec')
      ? 'decoder'
      : undefined
  return {
    ...(name.layer !== undefined && { layer: name.layer }),
    // Layers of encoders alone are called so too.
    ...(side !== undefined && /^(?:enc|dec)\.blk$|\.block$/.test(name.prefix) && { side }),
    kind: name.kind,
  }
}

/** Whether it has one value for each row of a matrix. */
export function isBias({ name }: Wanted): boolean {
  return name.kind === 'bias'
}
