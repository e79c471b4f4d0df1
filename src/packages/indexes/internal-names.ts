import { normalizedPythonName } from '../../names/python-package.ts'
import type { Ecosystem } from '../../names/public-index.ts'
import { matchesGlob } from '../../text/glob.ts'
import type { IndexInForce, ToolIndexes } from './in-force.ts'
import { ecosystemOf, isPublic, isUnscoped, shownIndex, type IndexFinding } from './judge.ts'

type Danger = 'wins' | 'stands in'

const SHOWN = 5

/**
 * Names of one's own - `acme-core`, `acme-*`, `@acme/*` - that a public index is asked for. `wins`: its answer counts
 * whenever it has one; `stands in`: when one's own index has none, because it failed or lost the name.
 */
export function internalNameFindings(
  tools: readonly ToolIndexes[],
  names: readonly string[],
): readonly IndexFinding[] {
  return tools.flatMap((tool) => {
    const byDanger = new Map<Danger, string[]>()
    for (const name of new Set(names)) {
      const danger = isOf(name, ecosystemOf(tool)) ? dangerOf(name, tool) : undefined
      if (danger) byDanger.set(danger, [...(byDanger.get(danger) ?? []), name])
    }
    return [...byDanger].map(([danger, found]) => finding(tool, danger, found))
  })
}

/** Scopes are npm's; what has none could be of every other tool. */
function isOf(name: string, ecosystem: Ecosystem): boolean {
  return name.startsWith('@') === (ecosystem === 'npm')
}

function dangerOf(name: string, tool: ToolIndexes): Danger | undefined {
  const ecosystem = ecosystemOf(tool)
  const limited = tool.indexes.filter(({ packages }) =>
    packages?.some((pattern) => covers(pattern, name, ecosystem)),
  )
  // An index that the name is tied to is the only one that is asked for it.
  const asked = limited.length > 0 ? limited : tool.indexes.filter(isUnscoped)
  const open = asked.filter((index) => isPublic(index, ecosystem))
  // Nobody asks conda for packages of their own who has no channel to put them on.
  if (ecosystem === 'conda' && open.length === tool.indexes.length) return undefined
  const [first] = asked
  if (open.length === 0 || first === undefined) return undefined
  const ownFirst = !isPublic(first, ecosystem)
  return ownFirst && tool.choice !== 'best' ? 'stands in' : 'wins'
}

/** Whether all names that the one pattern speaks of are among those of the other. */
function covers(pattern: string, name: string, ecosystem: Ecosystem): boolean {
  const [of, asked] =
    ecosystem === 'npm' ? [pattern, name] : [normalizedPattern(pattern), normalizedPattern(name)]
  return of === asked || matchesGlob(of, asked.replaceAll('*', 'x'))
}

function normalizedPattern(pattern: string): string {
  return pattern
    .split('*')
    .map((part) => normalizedPythonName(part))
    .join('*')
}

function finding(tool: ToolIndexes, danger: Danger, names: readonly string[]): IndexFinding {
  const open = tool.indexes.filter((index) => isUnscoped(index) && isPublic(index, ecosystemOf(tool)))
  const listed = names
    .slice(0, SHOWN)
    .map((name) => name.slice(0, 100))
    .join(', ')
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  const who = [...new Set(open.map(shownIndex))].join(', ') || 'a public index'
  return {
    rule: 'packages-internal-names',
    severity: danger === 'wins' ? 'high' : 'medium',
    tool: tool.tool,
    ...(tool.of !== undefined && { of: tool.of }),
    message:
      danger === 'wins'
        ? `${who} can answer for internal names, and wins when it does: ${listed}${more}`
        : `${who} answers for internal names when the index before it does not: ${listed}${more}`,
    origins: open.map(({ origin }: IndexInForce) => origin),
    remedy: 'Tie the names to your own index, or ask no public index beside it; reserve the names in public.',
  }
}
