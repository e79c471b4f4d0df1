import type { Discoverer } from '../../../model/discoverer.ts'
import { MiB } from '../../../model/context.ts'
import type { PackageSet } from '../../package-set.ts'
import { titleOf } from '../lock-file.ts'
import { readPyproject } from '../pyproject/read.ts'
import { pythonSightings } from '../sightings.ts'
import { parseTomlTable, readText } from '../toml.ts'
import { scriptBlock } from './block.ts'
import { packageRules } from '../../rules.ts'

const MAX_SIZE = 4 * MiB

/** Python scripts that carry their requirements in a comment (PEP 723). */
export const inlineScript: Discoverer<PackageSet> = {
  id: 'inline-script',
  title: 'Python script with its requirements',
  claims: ({ name, text }) =>
    name.endsWith('.py') && text !== undefined && /^# \/\/\/ script\s*$/m.test(text),
  *read({ path, bytes }, ctx) {
    const block = scriptBlock(readText(bytes, ctx, MAX_SIZE))
    if (block === undefined) return
    const table = parseTomlTable(block)
    // The block is a small project file whose dependencies have no table of their own.
    const project = { dependencies: table['dependencies'] }
    const root = { project, ...(table['tool'] === undefined ? {} : { tool: table['tool'] }) }
    for (const seen of readPyproject({ text: block, root }, path, () => ctx.checkpoint()))
      yield seen.kind === 'gap' ? seen : { kind: 'facts', facts: { ...seen.facts, title: titleOf(path) } }
  },
  sightings: pythonSightings,
  rules: packageRules,
}
