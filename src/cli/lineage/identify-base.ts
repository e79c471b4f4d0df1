import { identify } from '../../lineage/bases/base-index.ts'
import { normTensors } from '../../lineage/bases/norms.ts'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { indexPath, readIndex } from './index-file.ts'
import { openNamed, type Opening } from './open-named.ts'

/** `assay derive --identify CANDIDATE`: which known base a model is made of. Exit 4 where none is known. */
export async function identifyBase(
  name: string,
  opening: Opening,
  options: Invocation['options'],
): Promise<ExitCode> {
  const { io } = opening
  const path = await indexPath(options, io)
  const index = readIndex(path)
  const model = await openNamed(name, opening)
  try {
    const bases = await identify(model, index)
    if (options['format'] === 'json')
      await io.print(
        visibleJson({ schema: 'assay/identification/1', candidate: name, known: index.bases.length, bases }),
      )
    else if (bases.length === 0)
      await io.print(
        `${visible(name)}: none of the ${index.bases.length} known base models shares a norm tensor with it ` +
          `(it has ${(await normTensors(model)).length}); a model trained further in all weights shares none either\n`,
      )
    else
      for (const { name: base, revision, matched, of } of bases)
        await io.print(
          `${visible(base)}${revision ? `@${revision.slice(0, 12)}` : ''}: ${matched} of ${of} norm tensors bit for bit\n`,
        )
    return bases.length > 0 ? EXIT.allowed : EXIT.nothing
  } finally {
    model.close()
  }
}
