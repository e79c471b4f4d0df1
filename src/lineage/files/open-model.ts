import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Context } from '../../model/context.ts'
import { UsageError } from '../../model/usage-error.ts'
import { modelFiles } from './assemble.ts'
import { INDEX, shardNames, weightFiles } from './choose-files.ts'
import { localSource } from './local-source.ts'
import type { ModelFiles } from './model-files.ts'
import type { RangeSource } from './range-source.ts'

export const SIDE_LIMIT: number = 64 * 1024 * 1024

/** Opens a model on disk: a file, any file of a sharded set, or a folder. */
export async function openModel(path: string, name: string, ctx: Context): Promise<ModelFiles> {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) throw new UsageError(`there is nothing at ${name}`)
  const isFolder = stat.isDirectory()
  const folder = isFolder ? path : dirname(path)
  const files = isFolder
    ? weightFiles(name, readdirSync(folder), sideFile(folder, INDEX))
    : shardNames(basename(path)).filter((file) => existsSync(join(folder, file)))
  const sources: RangeSource[] = []
  try {
    for (const file of files)
      sources.push(localSource(join(folder, file), isFolder ? join(name, file) : join(dirname(name), file)))
    const side: ModelFiles['side'] = (file) => Promise.resolve(sideFile(folder, file))
    return await modelFiles(name, sources, { side }, ctx)
  } catch (error) {
    for (const source of sources) source.close()
    throw error
  }
}

function sideFile(folder: string, file: string): Buffer | undefined {
  const path = join(folder, file)
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat?.isFile() && stat.size <= SIDE_LIMIT ? readFileSync(path) : undefined
}
