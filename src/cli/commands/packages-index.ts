import { statSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { atLeast } from '../../model/severity.ts'
import { UsageError } from '../../model/usage-error.ts'
import { effectiveIndexes } from '../../packages/indexes/effective.ts'
import type { Origin, ToolIndexes } from '../../packages/indexes/in-force.ts'
import { internalNameFindings } from '../../packages/indexes/internal-names.ts'
import { judgeIndexes, type IndexFinding } from '../../packages/indexes/judge.ts'
import { indexTable, originText } from '../../packages/indexes/table.ts'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { surroundings, type Broken } from '../packages/surroundings.ts'
import { configOf } from '../scan-config.ts'

/** `assay packages index [PATH]`: where packages would come from here, who set that, and what it allows. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const project = projectFolder(args[0] ?? '.', io)
  const { values } = await configOf([project], options, io)
  const broken: Broken[] = []
  const around = surroundings(project, io, broken)
  const tools = effectiveIndexes(around)
  const inside = (path: string): boolean => !relative(project, path).startsWith('..')
  const findings = [
    ...internalNameFindings(tools, values['internal-packages'] ?? []),
    ...judgeIndexes(tools, inside),
  ]
  const path = (absolute: string): string => shownPath(absolute, around.home, io)
  const unread = distinct(broken)
  if (options['format'] === 'json') await io.print(visibleJson(json(tools, findings, unread, path)))
  else await io.print(indexTable(tools, findings, path))
  for (const { path: file, why } of unread) io.say(`${visible(path(file))}: not understood: ${visible(why)}`)
  const threshold = values['fail-on']
  return findings.some(({ severity }) => atLeast(severity, threshold)) ? EXIT.denied : EXIT.allowed
}

function distinct(broken: readonly Broken[]): readonly Broken[] {
  return broken.filter(
    ({ path, why }, i) => broken.findIndex((other) => other.path === path && other.why === why) === i,
  )
}

function projectFolder(path: string, io: Io): string {
  const absolute = resolve(io.cwd, path)
  const stat = statSync(absolute, { throwIfNoEntry: false })
  if (!stat) throw new UsageError(`there is no folder ${visible(path)}`)
  return stat.isDirectory() ? absolute : dirname(absolute)
}

/** Relative to the working folder or to home where it lies in them. */
function shownPath(absolute: string, home: string, io: Io): string {
  const near = relative(io.cwd, absolute)
  if (near !== '' && !near.startsWith('..') && !isAbsolute(near)) return near
  return absolute.startsWith(`${home}${sep}`) ? `~${absolute.slice(home.length)}` : absolute
}

function json(
  tools: readonly ToolIndexes[],
  findings: readonly IndexFinding[],
  broken: readonly Broken[],
  path: (absolute: string) => string,
): object {
  const at = (origin: Origin): object => ({
    ...origin,
    ...(origin.kind === 'file' && { path: path(origin.path) }),
  })
  return {
    schema: 'assay/packages-index/1',
    tools: tools.map((tool) => ({
      ...tool,
      indexes: tool.indexes.map((index) => ({
        ...index,
        origin: at(index.origin),
        ...(index.insecure && { insecure: at(index.insecure) }),
      })),
      settings: tool.settings.map((setting) => ({ ...setting, origin: at(setting.origin) })),
    })),
    findings: findings.map(({ origins, ...finding }) => ({
      ...finding,
      origins: [...new Set(origins.map((origin) => originText(origin, path)))],
    })),
    gaps: broken.map((gap) => ({ at: { path: path(gap.path) }, reason: 'malformed', detail: gap.why })),
  }
}
