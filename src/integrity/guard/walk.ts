import { lstatSync, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Refusal } from '../refusal.ts'
import { entryState, type Watched } from './watched.ts'

/** Entries under all roots; a tree that is larger was not locked by anybody. */
const MAX_ENTRIES = 1_000_000
const MAX_DEPTH = 100

export interface WalkedEntry {
  /** As a lock names it. */
  readonly path: string
  readonly absolute: string
  readonly kind: 'file' | 'link' | 'other'
  /** Text of a link. */
  readonly link?: string
  /** Where it leads in the end; undefined for a link to nothing. */
  readonly real?: string
  readonly leadsTo: 'file' | 'folder' | 'other' | 'nothing'
  /** What the kernel said of the file that it leads to. */
  readonly state: string
}

export interface Walk {
  readonly entries: ReadonlyMap<string, WalkedEntry>
  readonly watched: readonly Watched[]
  /** Real paths of the roots. */
  readonly roots: readonly string[]
  readonly refusals: readonly Refusal[]
}

interface Root {
  /** As the lock names it. */
  readonly path: string
  readonly absolute: string
}

/** All that physically lies under the roots. Links are looked at and not followed, but for the roots themselves. */
export function walkRoots(roots: readonly Root[]): Walk {
  const entries = new Map<string, WalkedEntry>()
  const watched: Watched[] = []
  const reals: string[] = []
  const refusals: Refusal[] = []

  const visit = (path: string, absolute: string, depth: number): void => {
    if (entries.size + watched.length > MAX_ENTRIES || depth > MAX_DEPTH)
      throw new Error(`holds more than ${MAX_ENTRIES} entries or ${MAX_DEPTH} levels`)
    const stat = lstatSync(absolute, { bigint: true, throwIfNoEntry: false })
    if (!stat) return
    const state = entryState(stat, absolute)
    watched.push([absolute, state])
    if (stat.isDirectory()) {
      for (const name of readdirSync(absolute).toSorted()) {
        if (name === '.git') continue
        attempt(path === '.' ? name : `${path}/${name}`, () =>
          visit(path === '.' ? name : `${path}/${name}`, join(absolute, name), depth + 1),
        )
      }
    } else if (stat.isSymbolicLink()) entries.set(path, linkAt(path, absolute, state))
    else {
      const kind = stat.isFile() ? 'file' : 'other'
      entries.set(path, { path, absolute, kind, real: absolute, leadsTo: kind, state })
    }
  }
  const attempt = (path: string, action: () => void): void => {
    try {
      action()
    } catch (error) {
      refusals.push({ code: 'unreadable', path, message: `cannot be looked at: ${messageOf(error)}` })
    }
  }

  for (const { path, absolute } of roots)
    attempt(path, () => {
      const stat = lstatSync(absolute, { bigint: true, throwIfNoEntry: false })
      if (!stat) return
      if (!stat.isSymbolicLink()) {
        reals.push(realpathSync(absolute))
        return visit(path, absolute, 0)
      }
      // A root that is a link to a folder is that folder: `models -> /data/models`.
      if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) {
        watched.push([absolute, entryState(stat, absolute)])
        const real = realpathSync(absolute)
        reals.push(real)
        return visit(path, real, 0)
      }
      visit(path, absolute, 0)
    })
  return { entries, watched, roots: reals, refusals }
}

function linkAt(path: string, absolute: string, states: string): WalkedEntry {
  const link = readlinkSync(absolute)
  const state = states.slice(states.indexOf(' ') + 1)
  const target = statSync(absolute, { throwIfNoEntry: false })
  if (!target) return { path, absolute, kind: 'link', link, leadsTo: 'nothing', state }
  const leadsTo = target.isFile() ? 'file' : target.isDirectory() ? 'folder' : 'other'
  return { path, absolute, kind: 'link', link, real: realpathSync(absolute), leadsTo, state }
}

function messageOf(error: unknown): string {
  return error instanceof Error && 'code' in error
    ? String(error.code)
    : error instanceof Error
      ? error.message
      : String(error)
}

/** The real path, if there is one. */
export function realOf(path: string | undefined): string | undefined {
  try {
    return path === undefined ? undefined : realpathSync(path)
  } catch {
    return undefined
  }
}
