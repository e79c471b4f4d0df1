import { baseOf, withBase } from '../../lineage/bases/base-index.ts'
import { UsageError } from '../../model/usage-error.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { indexPath, readIndex, writeIndex } from './index-file.ts'
import { openNamed, type Opening } from './open-named.ts'

/** `assay derive --index MODEL…`: remembers base models by their norm tensors. */
export async function rememberBases(
  names: readonly string[],
  opening: Opening,
  options: Invocation['options'],
): Promise<ExitCode> {
  if (names.length === 0) throw new UsageError('name the models to remember: assay derive --index official/')
  const { io } = opening
  const path = await indexPath(options, io)
  let index = readIndex(path)
  for (const name of names) {
    const model = await openNamed(name, opening)
    try {
      const base = await baseOf(model, name)
      if (base.norms.length === 0) throw new UsageError(`${visible(name)}: has no norm tensors to know it by`)
      index = withBase(index, base)
      await io.print(`${visible(name)}: ${base.norms.length} norm tensors\n`)
    } finally {
      model.close()
    }
  }
  writeIndex(path, index)
  await io.print(`${index.bases.length} known: ${visible(path)}\n`)
  return EXIT.allowed
}
