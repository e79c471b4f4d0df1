import { listIn, textIn, valueIn } from '../json-value.ts'

/** One file as the hub's interface describes it. */
export interface HubFile {
  /** Relative to the repository. Untrusted. */
  readonly path: string
  /** Of LFS files. */
  readonly sha256?: string
  /** SHA-1 of the git blob: of the file itself, or of the pointer of an LFS file. */
  readonly gitId?: string
  /** Bytes of the file. */
  readonly size?: number
}

export interface ReadTree {
  readonly files: readonly HubFile[]
  /** Entries that could not be understood. */
  readonly broken: number
}

const SHA256 = /^[0-9a-f]{64}$/
const GIT_ID = /^[0-9a-f]{40}$/
const MAX_PATH = 4096

/**
 * The answer of `tree` or `paths-info`: a list of `{type, path, oid, size, lfs: {oid, size}}`; or that of the
 * repository itself with `?blobs=true`: `siblings` of `{rfilename, blobId, size, lfs: {sha256, size}}`.
 * Undefined when it is neither.
 */
export function readRepositoryTree(document: unknown): ReadTree | undefined {
  const entries = Array.isArray(document) ? (document as unknown[]) : listIn(document, 'siblings')
  if (!Array.isArray(document) && entries.length === 0) return undefined
  const files: HubFile[] = []
  let broken = 0
  for (const entry of entries) {
    if (textIn(entry, 'type') === 'directory') continue
    const file = fileOf(entry)
    if (file) files.push(file)
    else broken++
  }
  return { files, broken }
}

function fileOf(entry: unknown): HubFile | undefined {
  const path = textIn(entry, 'path') ?? textIn(entry, 'rfilename')
  if (path === undefined || path === '' || path.length > MAX_PATH) return undefined
  const lfs = valueIn(entry, 'lfs')
  const sha256 = hexIn(lfs, ['oid', 'sha256'], SHA256)
  const gitId = hexIn(entry, ['oid', 'blobId'], GIT_ID)
  if (sha256 === undefined && (gitId === undefined || (lfs !== undefined && lfs !== null))) return undefined
  const size = sizeIn(lfs) ?? sizeIn(entry)
  return {
    path,
    ...(sha256 !== undefined && { sha256 }),
    ...(gitId !== undefined && { gitId }),
    ...(size !== undefined && { size }),
  }
}

function hexIn(value: unknown, keys: readonly string[], shape: RegExp): string | undefined {
  return keys
    .map((key) =>
      textIn(value, key)
        ?.toLowerCase()
        .replace(/^sha256:/, ''),
    )
    .find((hex) => hex !== undefined && shape.test(hex))
}

function sizeIn(value: unknown): number | undefined {
  const size = valueIn(value, 'size')
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : undefined
}
