import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { BASE_INDEX, parseBaseIndex, type BaseIndex } from '../../lineage/bases/base-index.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { configOf } from '../scan-config.ts'
import { writeText } from '../sbom/outputs.ts'

/** The index of known bases: where it is kept, and what it holds. */
export async function indexPath(options: Invocation['options'], io: Io): Promise<string> {
  if (typeof options['indexFile'] === 'string') return resolve(io.cwd, options['indexFile'])
  const { values } = await configOf([], options, io)
  if (values.cache === 'off')
    throw new UsageError('there is no cache folder to keep an index in: name one by --index-file')
  return join(values.cache, 'bases.json')
}

export function readIndex(path: string): BaseIndex {
  if (!existsSync(path)) return { schema: BASE_INDEX, bases: [] }
  try {
    return parseBaseIndex(readFileSync(path, 'utf8'))
  } catch {
    throw new UsageError(`${path}: is no index of base models`)
  }
}

export function writeIndex(path: string, index: BaseIndex): void {
  mkdirSync(dirname(path), { recursive: true })
  writeText(path, `${JSON.stringify(index, undefined, 1)}\n`, path)
}
