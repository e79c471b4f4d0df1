import { closeSync, constants, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Digest } from '../../model/identity.ts'
import type { Refusal } from '../refusal.ts'
import type { Lock } from './lock.ts'

/** A version of a lock. */
type Version = Pick<Lock, 'id' | 'generation' | 'digest'>

/** What this machine knows of the versions of locks that it has seen. */
export interface LockMemory {
  /** Whether the version is older than one that was seen, or another one of the same number. `shown` names the file. */
  refusals(version: Version, shown: string): readonly Refusal[]
  /** Highest generation that was seen; 0 for none. */
  newest(id: string): number
  /** Remembers a version that was accepted. */
  accept(version: Version): void
  /** From now on this version is the newest, whatever was seen before. */
  trust(version: Version): void
  /** What did not work with the memory itself, for a person. */
  readonly notes: readonly string[]
}

export const NO_MEMORY: LockMemory = {
  refusals: () => [],
  newest: () => 0,
  accept: () => {},
  trust: () => {},
  notes: [],
}

const LINE = /^(?<what>seen|trust) (?<generation>[1-9]\d{0,15}) (?<digest>sha256:[0-9a-f]{64})$/
/** Bytes that are read of one memory: some 10,000 versions. */
const MAX_MEMORY = 1024 * 1024

/**
 * One file for each lock, to which lines are only ever added: what runs at the same time cannot make each other
 * forget. A memory that is broken, or that others may write to, is no memory: it says so and stops nobody.
 */
export function openLockMemory(stateFolder: string): LockMemory {
  const folder = join(stateFolder, 'locks')
  const notes: string[] = []
  const note = (text: string): void => {
    if (!notes.includes(text)) notes.push(text)
  }
  const newest = (id: string): Seen | undefined => {
    const { lines, broken } = readLines(join(folder, id), note)
    if (broken > 0)
      note(`${broken} lines of what this machine remembers of the lock are damaged and passed over`)
    return newestOf(lines)
  }
  const add = (what: 'seen' | 'trust', { id, generation, digest }: Version): void => {
    try {
      append(folder, id, `${what} ${generation} ${digest}`)
    } catch (error) {
      note(`this machine will not remember the lock: ${(error as Error).message}`)
    }
  }
  return {
    notes,
    refusals: (version, shown) => refusalsOf(version, newest(version.id), shown),
    newest: (id) => newest(id)?.generation ?? 0,
    accept(version) {
      if (version.generation > (newest(version.id)?.generation ?? 0)) add('seen', version)
    },
    trust: (version) => add('trust', version),
  }
}

interface Seen {
  readonly generation: number
  readonly digests: ReadonlySet<Digest>
}

function refusalsOf({ generation, digest }: Version, seen: Seen | undefined, shown: string): Refusal[] {
  const advice = 'if you mean to use this version: assay lock --trust'
  if (!seen || generation > seen.generation) return []
  if (generation < seen.generation)
    return [
      {
        code: 'lock-replayed',
        path: shown,
        message: `is version ${generation}, and this machine has seen version ${seen.generation} of it`,
        advice,
        expected: String(seen.generation),
        found: String(generation),
      },
    ]
  if (seen.digests.has(digest)) return []
  return [
    {
      code: 'lock-edited',
      path: shown,
      message: `is another version ${generation} than the one that this machine has seen`,
      advice,
      expected: [...seen.digests].join(', '),
      found: digest,
    },
  ]
}

/** Only what follows the last word of trust counts. Two versions of one number: both were accepted at the same time. */
function newestOf(lines: readonly RegExpExecArray[]): Seen | undefined {
  const from = lines.findLastIndex((l) => l.groups?.['what'] === 'trust')
  const counted = lines.slice(Math.max(0, from)).map(({ groups }) => ({
    generation: Number(groups?.['generation']),
    digest: groups?.['digest'] as Digest,
  }))
  if (counted.length === 0) return undefined
  const generation = counted.reduce((most, c) => Math.max(most, c.generation), 0)
  return {
    generation,
    digests: new Set(counted.filter((c) => c.generation === generation).map((c) => c.digest)),
  }
}

function readLines(
  path: string,
  note: (text: string) => void,
): { readonly lines: readonly RegExpExecArray[]; readonly broken: number } {
  const none = { lines: [], broken: 0 }
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') note(`what this machine remembers of the lock cannot be read: ${message}`)
    return none
  }
  try {
    const stat = fstatSync(fd)
    const owner = process.getuid?.() ?? stat.uid
    if (!stat.isFile() || stat.uid !== owner || (stat.mode & 0o022) !== 0 || stat.size > MAX_MEMORY) {
      note(
        'what this machine remembers of the lock is not used: others may have written it, or it is too long',
      )
      return none
    }
    const data = Buffer.alloc(stat.size)
    let length = 0
    for (let n = -1; n !== 0 && length < data.length; length += n)
      n = readSync(fd, data, length, data.length - length, length)
    const texts = data.toString('latin1', 0, length).split('\n').filter(Boolean)
    const lines = texts.map((text) => LINE.exec(text)).filter((match) => match !== null)
    return { lines, broken: texts.length - lines.length }
  } catch (error) {
    note(`what this machine remembers of the lock cannot be read: ${(error as Error).message}`)
    return none
  } finally {
    closeSync(fd)
  }
}

/** One write of a few bytes at the end of a file: not torn by others, and led by a line break should one before it be. */
function append(folder: string, id: string, line: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants
  const fd = openSync(join(folder, id), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600)
  try {
    writeSync(fd, `\n${line}\n`)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
