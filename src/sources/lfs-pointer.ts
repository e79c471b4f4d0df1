import { readFileSync } from 'node:fs'
import type { SourceFile } from './source-file.ts'

/** What stands in git for a large file. */
export interface LfsPointer {
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string
  /** Bytes of the file. */
  readonly size: number
}

/** The specification's bound: longer files are no pointers. */
const MAX_SIZE = 1024
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:(?<oid>[0-9a-f]{64})\nsize (?<size>\d{1,15})\n/

export function parseLfsPointer(bytes: Uint8Array): LfsPointer | undefined {
  if (bytes.length > MAX_SIZE) return undefined
  const { oid, size } = POINTER.exec(Buffer.from(bytes).toString('latin1'))?.groups ?? {}
  return oid === undefined || size === undefined ? undefined : { sha256: oid, size: Number(size) }
}

/** The pointer that lies where a large file should be. */
export function lfsPointerAt({ absolute, size }: SourceFile): LfsPointer | undefined {
  if (size > MAX_SIZE || size < 100) return undefined
  try {
    return parseLfsPointer(readFileSync(absolute))
  } catch {
    // Hashing it says what is wrong.
    return undefined
  }
}
