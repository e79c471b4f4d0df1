import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import { STATEMENT_V1 } from '../attestations/statement.ts'
import type { Digester } from './check-resources.ts'
import {
  DEFAULT_IGNORED,
  DOWNLOAD_RECORDS,
  ignoredBy,
  isLoadedThoughIgnored,
  isMadeLater,
  NOT_LOOKED_INTO,
} from './ignore-rules.ts'
import { modelTree, type ModelTree, type TreeFile } from './model-tree.ts'
import { byCodePoints, isInside } from './resource.ts'
import { PREDICATE, rootDigest } from './statement.ts'
import type { IgnoredPath } from './verify-signature.ts'

export interface SignRequest {
  /** Folder of the model, or its file; absolute. */
  readonly root: string
  /** What is left out, relative to the model, beside what git keeps and the signatures themselves. */
  readonly ignored: readonly string[]
  readonly digester: Digester
}

export interface ModelStatement {
  /** To be signed. */
  readonly payload: Buffer
  /** Files. */
  readonly count: number
  /** Bytes. */
  readonly size: number
  /** SHA-256 of the digests of all files, in hex: the model in one line. */
  readonly digest: string
  /** What is left out although it is there. */
  readonly ignored: readonly IgnoredPath[]
  /** Links whose content is signed as if it stood there. */
  readonly links: readonly string[]
}

/** The statement that OpenSSF Model Signing v1.0 signs. Throws `UsageError`, or `ReadError` where a file cannot be read. */
export async function modelStatement({ root, ignored, digester }: SignRequest): Promise<ModelStatement> {
  const isFolder = statSync(root).isDirectory()
  const tree = isFolder ? modelTree(root, NOT_LOOKED_INTO) : oneFile(root)
  const own = tree.files.map(({ path }) => path).filter((path) => isFolder && isMadeLater(path))
  const rules = rulesFor(root, isFolder, [...ignored, ...own])
  const isIgnored = isFolder ? ignoredBy(rules) : () => false
  const files = tree.files.filter(({ path }) => !isIgnored(path))
  requireSignable(files, tree, isIgnored)
  const resources = await digested(files, digester)
  const links = files.filter((f) => f.link).map(({ path }) => path)
  const digest = rootDigest(resources)
  const statement = {
    _type: STATEMENT_V1,
    subject: [{ name: basename(root), digest: { sha256: digest } }],
    predicateType: PREDICATE,
    predicate: {
      serialization: {
        method: 'files',
        hash_type: 'sha256',
        allow_symlinks: links.length > 0,
        ...(isFolder && { ignore_paths: rules }),
      },
      resources: resources.map(({ path, hex }) => ({ name: path, algorithm: 'sha256', digest: hex })),
    },
  }
  const left = new Set(tree.files.flatMap(({ path }) => (isIgnored(path) ? [collapsed(path)] : [])))
  return {
    payload: Buffer.from(JSON.stringify(statement, undefined, 2), 'utf8'),
    count: files.length,
    size: files.reduce((sum, f) => sum + f.size, 0),
    digest,
    ignored: [...tree.skipped, ...left].map((path) => ({ path, loadable: isLoadedThoughIgnored(path) })),
    links,
  }
}

const ofGit = ignoredBy(DEFAULT_IGNORED)

function collapsed(path: string): string {
  return ofGit(path) ? path.split('/')[0]! : path
}

function rulesFor(root: string, isFolder: boolean, wanted: readonly string[]): readonly string[] {
  for (const path of wanted)
    if (!isInside(path)) throw new UsageError(`--ignore: ${path} is no path in the model`)
  const records = isFolder && statSync(join(root, DOWNLOAD_RECORDS), { throwIfNoEntry: false })
  return [...new Set([...DEFAULT_IGNORED, ...(records ? [DOWNLOAD_RECORDS] : []), ...wanted])].toSorted(
    byCodePoints,
  )
}

function oneFile(root: string): ModelTree {
  const { size } = statSync(root)
  return { files: [{ path: basename(root), absolute: root, size }], skipped: [], others: [] }
}

function requireSignable(
  files: readonly TreeFile[],
  { others }: ModelTree,
  isIgnored: (path: string) => boolean,
): void {
  const other = others.find(({ path }) => !isIgnored(path))
  if (other)
    throw new UsageError(
      `${other.path} is ${other.what} and cannot be signed; remove it, or leave it out with --ignore`,
    )
  const outside = files.find(({ link }) => link?.escapes)
  if (outside)
    throw new UsageError(
      `${outside.path} is a link out of the model; put a copy there, or leave it out with --ignore`,
    )
  if (files.length === 0) throw new UsageError('there is no file to sign')
  const broken = files.find(({ path }) => Buffer.from(path, 'utf8').includes('\u{fffd}'))
  if (broken) throw new UsageError(`${broken.path} has a name that is no UTF-8 and cannot be signed`)
}

async function digested(
  files: readonly TreeFile[],
  digester: Digester,
): Promise<readonly { readonly path: string; readonly hex: string }[]> {
  const results = await digester(files.map(({ absolute, size }) => ({ absolute, size })))
  return files.map(({ path }, i) => {
    const result = results[i]
    if (result?.outcome !== 'hashed')
      throw new ReadError('denied', `${path} cannot be signed: ${result?.detail ?? 'it cannot be read'}`)
    return { path, hex: result.digest.slice('sha256:'.length) }
  })
}
