import { join } from 'node:path'
import { ReadError } from '../../model/read-error.ts'
import { readPyproject } from '../pypi/pyproject/read.ts'
import { condaIndexes } from './conda.ts'
import type { IndexInForce, ToolIndexes } from './in-force.ts'
import { npmIndexes } from './npm.ts'
import { pipIndexes } from './pip.ts'
import { pixiIndexes } from './pixi.ts'
import { pdmIndexes, pipenvIndexes, poetryIndexes } from './project-sources.ts'
import { tomlAt, type Surroundings } from './surroundings.ts'
import { uvIndexes } from './uv.ts'

/** Every tool that has a say here, with the indexes that it asks and where each is set. */
export function effectiveIndexes(around: Surroundings): readonly ToolIndexes[] {
  const tied = tiedPackages(around)
  return [
    ...pipIndexes(around),
    ...uvIndexes(around),
    ...poetryIndexes(around),
    ...pdmIndexes(around),
    ...pipenvIndexes(around),
    ...condaIndexes(around),
    ...pixiIndexes(around),
    ...npmIndexes(around),
  ].map((tool) =>
    tool.tool === 'uv' || tool.tool === 'poetry'
      ? { ...tool, indexes: tool.indexes.map((index) => withTied(index, tied)) }
      : tool,
  )
}

/** Packages that the project takes from one index, by the name of the index. */
function tiedPackages(around: Surroundings): ReadonlyMap<string, readonly string[]> {
  const project = tomlAt({ ...around, broken: () => {} }, join(around.project, 'pyproject.toml'))
  const text = around.read(join(around.project, 'pyproject.toml'))
  const tied = new Map<string, string[]>()
  if (!project || text === undefined) return tied
  try {
    for (const seen of readPyproject({ text, root: project.root }, project.path, () => {}))
      for (const { name, source } of seen.kind === 'facts' ? seen.facts.packages : [])
        if (source?.kind === 'registry' && source.name !== undefined)
          tied.set(source.name, [...(tied.get(source.name) ?? []), name])
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
  }
  return tied
}

function withTied(index: IndexInForce, tied: ReadonlyMap<string, readonly string[]>): IndexInForce {
  const packages = index.name === undefined ? undefined : tied.get(index.name)
  return packages ? { ...index, packages: [...new Set(packages)].toSorted() } : index
}
