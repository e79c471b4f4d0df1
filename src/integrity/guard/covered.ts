import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isLoadable, isWeights } from '../loadable.ts'
import type { Refusal } from '../refusal.ts'
import { isModelFile } from './model-file.ts'
import type { Named } from './named.ts'
import { contains } from './within.ts'

/** What the lock answers for, in real paths. */
export interface Covered {
  /** Of the roots. Everything loadable in them is locked. */
  readonly roots: readonly string[]
  readonly files: ReadonlySet<string>
}

export interface Surroundings {
  readonly cwd: string
  readonly home: string
  /** Folder of the hub cache. */
  readonly hub: string | undefined
  /** Whether clients are kept from downloading. */
  readonly offline: boolean
}

/** Entries looked at in the folders of arguments, and how deep. */
const MAX_ENTRIES = 20_000
const MAX_DEPTH = 6
const HUB_ID = /^[A-Za-z0-9][\w.-]{0,95}(?:\/[A-Za-z0-9][\w.-]{0,95})?$/

/** Refusals for what is named, is a model, and is not locked. */
export function notCovered(named: readonly Named[], covered: Covered, around: Surroundings): Refusal[] {
  const refusals = new Map<string, Refusal>()
  const asked = new Set<string>()
  const hub = around.hub !== undefined && existsSync(around.hub) ? around.hub : undefined
  const budget = { entries: MAX_ENTRIES }
  for (const name of named) {
    if (asked.has(name.text) && !name.sure) continue
    asked.add(name.text)
    const message = pathProblem(name, covered, around, budget) ?? hubProblem(name, covered, around, hub)
    if (message !== undefined)
      refusals.set(name.text, {
        code: 'unlocked-argument',
        path: name.text,
        message,
        advice: 'lock it: assay lock <path>, or leave it out of the command',
      })
  }
  return [...refusals.values()]
}

/** Undefined when all is well, or when there is no such path. */
function pathProblem(
  { text, by }: Named,
  covered: Covered,
  { cwd, home }: Surroundings,
  budget: { entries: number },
): string | undefined {
  const absolute = text.startsWith('~/') ? join(home, text.slice(2)) : resolve(cwd, text)
  let stat
  try {
    stat = statSync(absolute, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
  if (!stat) return undefined
  const real = realpathSync.native(absolute)
  if (stat.isFile()) {
    if (covered.files.has(real)) return undefined
    return isModelFile(text, absolute) || isWeights(real)
      ? `is a model, named by ${by}, and not in the lock`
      : undefined
  }
  if (!stat.isDirectory() || covered.roots.some((root) => contains(root, real))) return undefined
  const found = firstUncovered(real, covered, MAX_DEPTH, budget)
  return found === undefined
    ? undefined
    : `is a folder named by ${by} with a model that is not in the lock (${found})`
}

/** The first file of a folder with weights that is not locked, relative to the folder. */
function firstUncovered(
  folder: string,
  covered: Covered,
  depth: number,
  budget: { entries: number },
): string | undefined {
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return undefined
  }
  budget.entries -= entries.length
  if (budget.entries < 0) return undefined
  const isLocked = (name: string): boolean => {
    try {
      return covered.files.has(realpathSync.native(join(folder, name)))
    } catch {
      return true
    }
  }
  const names = entries.filter((e) => e.isFile() || e.isSymbolicLink()).map((e) => e.name)
  if (names.some(isWeights)) {
    const open = names.find((name) => isLoadable(name) && !isLocked(name))
    if (open !== undefined) return open
  }
  if (depth === 0) return undefined
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name === '.git' || entry.name === 'node_modules') continue
    const inner = join(folder, entry.name)
    if (covered.roots.some((root) => contains(root, inner))) continue
    const found = firstUncovered(inner, covered, depth - 1, budget)
    if (found !== undefined) return `${entry.name}/${found}`
  }
  return undefined
}

/** A repository of the hub: the snapshot that clients would load must be a locked one. */
function hubProblem(
  { text, by, sure, revision }: Named,
  covered: Covered,
  { offline, cwd }: Surroundings,
  hub: string | undefined,
): string | undefined {
  const id = /^([^:]+):[\w.-]+$/.exec(text)?.[1] ?? text
  if (!HUB_ID.test(id) || existsSync(resolve(cwd, text))) return undefined
  const repository = hub === undefined ? undefined : join(hub, `models--${id.replace('/', '--')}`)
  if (repository === undefined || !lstatSync(repository, { throwIfNoEntry: false })) {
    return sure && !offline && id.includes('/')
      ? `is named by ${by}, is not in the lock, and would be downloaded`
      : undefined
  }
  const snapshot = snapshotOf(repository, revision ?? 'main')
  if (snapshot === undefined)
    return sure
      ? `is named by ${by}, and its revision ${revision ?? 'main'} is not in the hub cache`
      : undefined
  return covered.roots.some((root) => contains(root, snapshot))
    ? undefined
    : `is a model in the hub cache, named by ${by}, and the snapshot that would be loaded is not in the lock`
}

function snapshotOf(repository: string, revision: string): string | undefined {
  if (/(?:^|\/)\.\.(?:\/|$)/.test(revision)) return undefined
  try {
    const commit = /^[0-9a-f]{40}$/.test(revision)
      ? revision
      : readFileSync(join(repository, 'refs', revision), 'latin1').trim()
    return /^[\w-]+$/.test(commit) ? realpathSync.native(join(repository, 'snapshots', commit)) : undefined
  } catch {
    return undefined
  }
}
