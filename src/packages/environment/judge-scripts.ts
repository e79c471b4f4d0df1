import { lstatSync, realpathSync } from 'node:fs'
import { posix, resolve, join } from 'node:path'
import { MAX_LISTED, type EnvironmentDraft } from './draft.ts'
import { titleOf, type InstalledDistribution } from './installed-distribution.ts'
import { linkTarget, type EnvironmentLayout } from './layout.ts'
import type { Listing } from './listing.ts'
import type { Ownership } from './ownership.ts'
import { interpreter, link, script, shadow } from './rules.ts'
import { activationTrait, isByMaker, isInterpreter, shadowedCommand } from './scripts.ts'

/** The folder of commands: who brought each, and what each takes the place of. */
export function* judgeScripts(
  layout: EnvironmentLayout,
  listing: Listing,
  { claims }: Ownership,
): Iterable<EnvironmentDraft> {
  const { scripts } = layout
  for (const [path, all] of claims) {
    const folder = posix.dirname(path)
    if (folder !== scripts && !/^(?:bin|Scripts)$/.test(folder)) continue
    yield* ownedCommand(
      path,
      all.map((c) => c.owner),
      listing,
    )
  }
  if (scripts === undefined || layout.kind === 'library') return
  const prefix = `${scripts}/`
  const stray: string[] = []
  for (const path of [...listing.files, ...listing.links.keys()]) {
    if (!path.startsWith(prefix) || path.includes('/', prefix.length) || claims.has(path)) continue
    const name = path.slice(prefix.length)
    if (isByMaker(name)) {
      const trait = /activate/i.test(name) ? activationTrait(layout.root, path) : undefined
      if (trait !== undefined)
        yield {
          rule: script,
          severity: 'high',
          message: `is an activation script that ${trait}`,
          at: { path },
          seen: name,
        }
      continue
    }
    const command = shadowedCommand(path)
    if (command !== undefined)
      yield {
        rule: shadow,
        severity: 'high',
        message: `takes the place of the command ${command}, and no distribution owns it`,
        at: { path },
        seen: name,
      }
    else if (listing.links.has(path))
      yield {
        rule: link,
        severity: 'medium',
        message: `is a command that leads to ${listing.links.get(path)}, and no distribution owns it`,
        at: { path },
        seen: name,
      }
    else stray.push(path)
  }
  for (const path of stray.slice(0, MAX_LISTED))
    yield {
      rule: script,
      message: 'is a command that no distribution owns',
      at: { path },
      seen: posix.basename(path),
    }
  if (stray.length > MAX_LISTED)
    yield {
      rule: script,
      message: `${stray.length - MAX_LISTED} more commands that no distribution owns`,
      at: { path: scripts },
      seen: 'more',
    }
  yield* judgeInterpreters(layout, listing)
}

function* ownedCommand(
  path: string,
  owners: readonly InstalledDistribution[],
  listing: Listing,
): Iterable<EnvironmentDraft> {
  // conda is a package manager for systems: its shells and compilers are what one asked for.
  if (owners.some((o) => o.kind === 'conda') || !listing.files.has(path)) return
  if (owners.some((o) => shadowedCommand(path, o.normalized) === undefined)) return
  const [owner] = owners
  const command = owner && shadowedCommand(path, owner.normalized)
  if (!owner || command === undefined || owner.normalized === command) return
  yield {
    rule: shadow,
    message: `of ${titleOf(owner)} takes the place of the command ${command}`,
    at: { path },
    seen: posix.basename(path),
    owner,
  }
}

/** Interpreters of a virtual environment are links to the one that it was made with, or copies of it. */
function* judgeInterpreters(layout: EnvironmentLayout, { links }: Listing): Iterable<EnvironmentDraft> {
  const { root, scripts, configuration } = layout
  const home = configuration?.home
  if (layout.kind !== 'virtual-environment' || scripts === undefined || home === undefined) return
  for (const [path, target] of links) {
    if (posix.dirname(path) !== scripts || !isInterpreter(posix.basename(path))) continue
    const leads = endOf(join(root, path), target)
    const isThere = lstatSync(leads, { throwIfNoEntry: false }) !== undefined
    if (leads.startsWith(`${root}/`) && isThere) continue
    if (!isSameFolder(posix.dirname(leads), home))
      yield {
        rule: interpreter,
        message: `leads to ${target}, and pyvenv.cfg names the interpreter in ${home}`,
        at: { path },
        seen: posix.basename(path),
      }
    else if (!isThere)
      yield {
        rule: interpreter,
        severity: 'low',
        message: `leads to ${target}, where nothing is`,
        at: { path },
        seen: posix.basename(path),
      }
  }
}

/** The first path outside of links inside the folder: one interpreter is a link to another one beside it. */
function endOf(path: string, target: string): string {
  let at = path
  let next: string | undefined = target
  for (let hops = 0; hops < 8 && next !== undefined; hops++) {
    at = resolve(posix.dirname(at), next)
    next = /[/\\]/.test(next) ? undefined : linkTarget(at)
  }
  return at
}

function isSameFolder(a: string, b: string): boolean {
  return a === b || real(a) === real(b)
}

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
