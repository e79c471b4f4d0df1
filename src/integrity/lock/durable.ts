import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Drafts of processes that were killed are removed once they are this old, in milliseconds. */
const ABANDONED = 60 * 60 * 1000
const DRAFT = /^\.(?<name>.+)\.[0-9a-f]{16}\.draft$/

/**
 * Replaces a file whole or not at all: a process that is killed, a full disk and a power cut leave the old one.
 * A symbolic link stays one, and what it leads to is replaced.
 */
export function writeDurably(path: string, text: string, mode = 0o644): void {
  const target = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? realpathSync(path) : path
  const folder = dirname(target)
  mkdirSync(folder, { recursive: true })
  const draft = join(folder, `.${basename(target)}.${randomBytes(8).toString('hex')}.draft`)
  try {
    // `wx`: nobody may have put a link in its place.
    const fd = openSync(draft, 'wx', mode)
    try {
      const data = Buffer.from(text, 'utf8')
      for (let at = 0; at < data.length;) at += writeSync(fd, data, at)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  syncFolder(folder)
  removeAbandoned(folder, basename(target))
}

/** Without it a power cut can undo the renaming. */
function syncFolder(folder: string): void {
  let fd: number
  try {
    fd = openSync(folder, 'r')
  } catch {
    // Systems on which folders cannot be opened keep their names in order themselves.
    return
  }
  try {
    fsyncSync(fd)
  } catch {
    // Some network file systems know no such thing.
  } finally {
    closeSync(fd)
  }
}

function removeAbandoned(folder: string, name: string): void {
  try {
    for (const entry of readdirSync(folder)) {
      if (DRAFT.exec(entry)?.groups?.['name'] !== name) continue
      const draft = join(folder, entry)
      if (Date.now() - statSync(draft).mtimeMs > ABANDONED) rmSync(draft, { force: true })
    }
  } catch {
    // What cannot be listed or removed stays: it does no harm.
  }
}
