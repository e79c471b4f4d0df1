import { modelFiles } from '../../../src/lineage/files/assemble.ts'
import type { ModelFiles } from '../../../src/lineage/files/model-files.ts'
import type { RangeSource } from '../../../src/lineage/files/range-source.ts'
import { DEFAULT_LIMITS, type Context } from '../../../src/model/context.ts'
import { ReadError } from '../../../src/model/read-error.ts'
import { createContext } from '../../../src/scan/budget.ts'

export interface FileInMemory {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A model of which ranges are read as over a network, without one. */
export function openInMemory(
  files: readonly FileInMemory[],
  side: Readonly<Record<string, Uint8Array>> = {},
): Promise<ModelFiles> {
  const read = (name: string): Promise<Buffer | undefined> =>
    Promise.resolve(Object.hasOwn(side, name) ? Buffer.from(side[name]!) : undefined)
  return modelFiles(files[0]!.name, files.map(sourceOf), { side: read }, fuzzContext())
}

export function fuzzContext(): Context {
  return createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(),
  })
}

export function sourceOf({ name, bytes }: FileInMemory): RangeSource {
  return {
    name,
    size: bytes.length,
    read(offset, length) {
      const isThere = offset >= 0 && length >= 0 && offset + length <= bytes.length
      if (!isThere)
        return Promise.reject(new ReadError('malformed', `${name} ends before ${offset + length}`, offset))
      return Promise.resolve(bytes.slice(offset, offset + length))
    },
    close: () => {},
  }
}
