import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { withoutCredentials } from '../../text/web-address.ts'
import { fileHistory, type FileHistory } from './history.ts'
import { createTrees, parseCommit } from './commit.ts'
import { openObjects, type ObjectStore } from './objects.ts'
import { resolveRevision } from './revision.ts'

/**
 * A repository, read without running git: its configuration can name programs that git would start,
 * and what is examined here may be hostile.
 */
export interface GitRepository {
  /** Address of `origin`, without credentials. */
  readonly remote?: string
  /** What is checked out. */
  readonly commit?: string
  /** Contents that a file had. The path is relative to the folder that the repository was looked up for. */
  history(path: string): FileHistory
  /** The files of a revision below the folder, by path; undefined when there is no such revision. */
  filesAt(revision: string): Iterable<RevisionFile> | undefined
  close(): void
}

interface RevisionFile {
  /** Relative to the folder that the repository was looked up for. */
  readonly path: string
  /** Of the blob. */
  readonly id: string
  readonly read: () => Buffer | undefined
}

const MAX_FILE = 1024 * 1024
const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** The repository that a folder lies in; undefined when it lies in none that can be read. */
export function openRepository(folder: string): GitRepository | undefined {
  const start = realpathSync(folder)
  for (let top = start; ; top = dirname(top)) {
    const git = gitFolder(top)
    if (git) return open(git, relative(top, start).replaceAll('\\', '/'))
    if (dirname(top) === top) return undefined
  }
}

/** `.git` is a folder, or a file that leads to one in worktrees and submodules. */
function gitFolder(top: string): string | undefined {
  const path = join(top, '.git')
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory()) return path
  if (!stat?.isFile()) return undefined
  const target = /^gitdir: (.+)$/m.exec(textOf(path) ?? '')?.[1]?.trim()
  if (target === undefined) return undefined
  const folder = isAbsolute(target) ? target : resolve(top, target)
  return lstatSync(join(folder, 'HEAD'), { throwIfNoEntry: false })?.isFile() ? folder : undefined
}

function open(git: string, prefix: string): GitRepository {
  // A worktree keeps its own HEAD and shares the rest.
  const shared = textOf(join(git, 'commondir'))?.trim()
  const common = shared === undefined ? git : resolve(git, shared)
  const config = textOf(join(common, 'config')) ?? ''
  const idBytes = /^[ \t]*objectformat\s*=\s*sha256[ \t\r]*$/im.test(config) ? 32 : 20
  const store = openObjects(join(common, 'objects'), idBytes)
  const commit = headCommit(git, common)
  const remote = remoteOf(config)
  const shallow = new Set((textOf(join(common, 'shallow')) ?? '').split('\n').filter(Boolean))
  const history = commit === undefined ? undefined : fileHistory(store, commit, shallow)
  return {
    ...(remote !== undefined && { remote }),
    ...(commit !== undefined && { commit }),
    history: (path) =>
      history?.(prefix === '' ? path : `${prefix}/${path}`) ?? { versions: [], complete: false },
    filesAt: (revision) => {
      const id = resolveRevision(common, store, commit, revision)
      const found = id === undefined ? undefined : parseCommit(store.read(id))
      return found && filesBelow(store, found.tree, prefix)
    },
    close: () => store.close(),
  }
}

function* filesBelow(store: ObjectStore, tree: string, prefix: string): Iterable<RevisionFile> {
  const folder = prefix === '' ? '' : `${prefix}/`
  for (const [path, id] of createTrees(store).files(tree))
    if (path.startsWith(folder))
      yield { path: path.slice(folder.length), id, read: () => store.read(id)?.data }
}

function headCommit(git: string, common: string): string | undefined {
  const head = textOf(join(git, 'HEAD'))?.trim() ?? ''
  if (ID.test(head)) return head
  const ref = /^ref: (refs\/[^\0]+)$/.exec(head)?.[1]
  if (ref === undefined || ref.split('/').includes('..')) return undefined
  const loose = textOf(join(common, ref))?.trim() ?? ''
  if (ID.test(loose)) return loose
  const packed = textOf(join(common, 'packed-refs')) ?? ''
  for (const line of packed.split('\n')) {
    const [id = '', name] = line.split(' ')
    if (name === ref && ID.test(id)) return id
  }
  return undefined
}

function remoteOf(config: string): string | undefined {
  let section = ''
  for (const line of config.split('\n')) {
    section = /^\s*\[(.*)\]/.exec(line)?.[1] ?? section
    const url = /^\s*url\s*=\s*(\S+)\s*$/.exec(line)?.[1]
    if (url === undefined || section !== 'remote "origin"') continue
    const address = asAddress(url)
    return address === undefined ? undefined : withoutCredentials(address)
  }
  return undefined
}

/** `git@host:path` is short for SSH; a folder of this machine is nobody else's address. */
function asAddress(url: string): string | undefined {
  if (/^(?!file:)[a-z][a-z0-9+.-]*:\/\//i.test(url)) return url
  const short = /^(?:[\w.-]+@)?([\w-]+(?:\.[\w-]+)*):(?![\\/])(.+)$/.exec(url)
  return short && short[1]!.length > 1 ? `ssh://${short[1]}/${short[2]}` : undefined
}

function textOf(path: string): string | undefined {
  try {
    const stat = lstatSync(path)
    return stat.isFile() && stat.size <= MAX_FILE ? readFileSync(path, 'utf8') : undefined
  } catch {
    return undefined
  }
}
