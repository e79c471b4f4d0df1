import { codecOf } from '../../../src/lineage/codecs/codecs.ts'
import type { ModelFiles, StoredTensor } from '../../../src/lineage/files/model-files.ts'
import type { Derivation } from '../../../src/lineage/verdict/derivation.ts'

/** Where in a block the scales are that a quantiser is free to choose. */
const FREE: Readonly<Record<string, (at: number) => boolean>> = {
  Q4_0: (at) => at < 2,
  Q2_K: (at) => at < 16 || at >= 80,
  Q3_K: (at) => at >= 96,
  Q4_K: (at) => at < 16,
  Q5_K: (at) => at < 16,
  Q6_K: (at) => at >= 192,
  IQ4_NL: (at) => at < 2,
}

/** A tensor whose bytes are not those of the honest conversion, and that counts as proven all the same. */
export async function unseenChange(
  { tensors }: Derivation,
  changed: ModelFiles,
  honest: ModelFiles,
): Promise<string | undefined> {
  for (const { name, verdict } of tensors) {
    const ours = changed.tensors.get(name)
    const theirs = honest.tensors.get(name)
    if ((verdict !== 'L3' && verdict !== 'L2') || !ours || !theirs || !isSameKind(ours, theirs)) continue
    const [mine, clean] = [await bytesOf(changed, ours), await bytesOf(honest, theirs)]
    const at = mine.findIndex((byte, i) => byte !== clean[i])
    if (at < 0) continue
    const unseen = verdict === 'L3' ? at : changedCode(mine, clean, ours.type)
    if (unseen !== undefined)
      return `${name} (${ours.type}) is ${verdict}, and its byte ${unseen} was changed`
  }
  return undefined
}

/** The first byte of codes that differs in a block whose scales are those of the honest one. */
function changedCode(mine: Uint8Array, clean: Uint8Array, type: string): number | undefined {
  const size = codecOf(type)?.blockBytes ?? 1
  const isFree = FREE[type] ?? (() => false)
  for (let start = 0; start < mine.length; start += size) {
    let code: number | undefined
    let scale = false
    for (let at = 0; at < size; at++) {
      if (mine[start + at] === clean[start + at]) continue
      if (isFree(at)) scale = true
      else code ??= start + at
    }
    if (code !== undefined && !scale) return code
  }
  return undefined
}

function isSameKind(a: StoredTensor, b: StoredTensor): boolean {
  return a.type === b.type && a.size === b.size && a.shape.join() === b.shape.join()
}

function bytesOf(model: ModelFiles, { shard, offset, size }: StoredTensor): Promise<Uint8Array> {
  return model.shards[shard]!.read(offset, size)
}
