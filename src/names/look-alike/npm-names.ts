import { skeleton } from './folds.ts'
import {
  knownScopes,
  OFFICIAL,
  officialServers,
  plainNames,
  scopedNames,
  serversElsewhere,
} from './npm-known.ts'
import { slipsBetween } from './slips.ts'
import type { Judgement, Verdict } from './verdict.ts'

const NONE: Judgement = { verdict: 'none', why: 'is near no known name' }
/** What npm allows. */
const MAX_LENGTH = 214
const SERVER = /^(?:mcp-server-(.+)|server-(.+?)(?:-mcp)?|(.+)-mcp-server|(.+)-mcp)$/

const known: ReadonlySet<string> = new Set([
  ...scopedNames,
  ...plainNames,
  ...[...officialServers].map((server) => `@${OFFICIAL}/server-${server}`),
])
/** As a name looks when its scope has become part of it. */
const flattened: ReadonlyMap<string, string> = new Map(
  [...known].filter((name) => name.startsWith('@')).map((name) => [name.slice(1).replace('/', '-'), name]),
)
const LEAST_LOOK = 10
const flatLooks: ReadonlyMap<string, string> = new Map(
  [...flattened].filter(([flat]) => flat.length >= LEAST_LOOK).map(([flat, name]) => [skeleton(flat), name]),
)

/** In npm the scope is the publisher; the same name under another scope is another publisher's. */
export function judgeNpmName(name: string, asUnknown: boolean): Judgement {
  if (name.length > MAX_LENGTH) return NONE
  const normal = name.toLowerCase()
  if (!asUnknown && known.has(normal)) return { verdict: 'none', why: 'is a known package' }
  const slash = normal.startsWith('@') ? normal.indexOf('/') : -1
  return slash > 1 ? judgeScoped(normal.slice(1, slash), normal.slice(slash + 1)) : judgePlain(normal)
}

function judgeScoped(scope: string, base: string): Judgement {
  if (scope === OFFICIAL) return judgeOfficial(base)
  if (knownScopes.has(scope)) return nearest(base, basesIn(scope), (found) => `@${scope}/${found}`)
  const imitated = [...knownScopes].find((s) => isScopeTwin(scope, s))
  if (imitated !== undefined)
    return judgement('high', bestIn(imitated, base), `stands under a scope that looks like @${imitated}`)
  const server = serverOf(base)
  if (server !== undefined && base.startsWith('server-'))
    return judgement('medium', officialName(server), `is another publisher's @${OFFICIAL}/server-${server}`)
  if (server !== undefined)
    return judgement('low', officialName(server), `does by its name what @${OFFICIAL}/server-${server} does`)
  const twin = tellingTwin(base)
  return twin === undefined ? NONE : judgement('medium', twin, `is another publisher's ${twin} `)
}

/** Names that say whose they are; `sdk`, `core` and `mcp` are everybody's. */
const TELLING = /mcp|claude|gemini|langgraph|langchain|web-llm|transformers/
const EVERYBODYS = /^mcp-(?:server|client|utils|adapters?|core|sdk)$/

function tellingTwin(base: string): string | undefined {
  if (!base.includes('-') || !TELLING.test(base) || EVERYBODYS.test(base)) return undefined
  return scopedNames.find((name) => name.endsWith(`/${base}`))
}

function judgeOfficial(base: string): Judgement {
  const server = /^(?:mcp-)?server-(.+)$/.exec(base)?.[1]
  if (server !== undefined && serversElsewhere.has(server))
    return judgement(
      'medium',
      `mcp-server-${server}`,
      `is not published there: mcp-server-${server} is on PyPI`,
    )
  return nearest(base, basesIn(OFFICIAL), (found) => `@${OFFICIAL}/${found}`)
}

function judgePlain(name: string): Judgement {
  const flat = flattened.get(name)
  if (flat !== undefined) return judgement('high', flat, `is ${flat} with its scope as part of the name`)
  const disguised = flatLooks.get(skeleton(name))
  if (disguised !== undefined)
    return judgement('high', disguised, `looks like ${disguised} with its scope as part of the name`)
  const near = nearest(name, plainNames, (found) => found)
  if (near.verdict === 'high') return near
  const server = serverOf(name)
  if (server !== undefined)
    return name.startsWith('server-')
      ? judgement('high', officialName(server), `is @${OFFICIAL}/server-${server} without its scope`)
      : judgement(
          'medium',
          officialName(server),
          `is ${officialName(server)} without its scope, by another publisher`,
        )
  const unscoped = tellingTwin(name)
  if (unscoped !== undefined) return judgement('medium', unscoped, `is ${unscoped} without its scope`)
  return near
}

/** The official server that a name speaks of: `mcp-server-postgres`, `server-github`, `slack-mcp`. */
function serverOf(base: string): string | undefined {
  const match = SERVER.exec(base)
  const server = match?.slice(1).find((part) => part !== undefined)
  return server !== undefined && officialServers.has(server) ? server : undefined
}

function officialName(server: string): string {
  return `@${OFFICIAL}/server-${server}`
}

function isScopeTwin(scope: string, meant: string): boolean {
  if (scope === meant || meant.length < 5) return false
  const [a, b] = [scope, meant].map((s) => s.replaceAll(/[-_.]/g, '')) as [string, string]
  if (a === b || skeleton(a) === skeleton(b)) return true
  const slips = slipsBetween(a, b, b.length >= 12 ? 2 : 1)
  if (slips !== undefined && slips.cost <= b.length / 8) return true
  // A scope of the project's own name with something beside it: `@modelcontextprotocol-servers`.
  return meant === OFFICIAL && (a.startsWith(meant) || a.endsWith(meant))
}

function basesIn(scope: string): string[] {
  const prefix = `@${scope}/`
  return [...known].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
}

function bestIn(scope: string, base: string): string {
  return basesIn(scope).includes(base) ? `@${scope}/${base}` : `@${scope}`
}

function nearest(typed: string, among: readonly string[], named: (found: string) => string): Judgement {
  let best: { readonly found: string; readonly ratio: number } | undefined
  for (const found of among) {
    if (found === typed || found.length < 5) continue
    if (found.replaceAll(/[-.]/g, '') === typed.replaceAll(/[-._]/g, ''))
      return judgement('high', named(found), `is ${named(found)} with other separators`)
    const slips = slipsBetween(typed, found, found.length < 9 ? 1 : 2)
    const ratio =
      slips === undefined ? Infinity : slips.cost / (found.length < 7 ? 0.8 : found.length < 10 ? 1.1 : 1.6)
    if (ratio <= 1.5 && ratio < (best?.ratio ?? Infinity)) best = { found, ratio }
  }
  if (best === undefined) return NONE
  return judgement(
    best.ratio <= 1 ? 'high' : 'medium',
    named(best.found),
    `is a slip away from ${named(best.found)}`,
  )
}

function judgement(verdict: Verdict, target: string, why: string): Judgement {
  return { verdict, target, why }
}
