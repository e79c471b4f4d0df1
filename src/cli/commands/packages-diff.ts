import { atLeast, SEVERITIES, type Severity } from '../../model/severity.ts'
import { comparePackages } from '../../packages/diff/compare.ts'
import { changesMarkdown } from '../../packages/diff/markdown.ts'
import { changesTable } from '../../packages/diff/table.ts'
import type { PackageChange } from '../../packages/diff/change.ts'
import { lookAlikeOf } from '../../packages/look-alikes/look-alike-of.ts'
import { readPackages, type PackageFile, type ReadPackages } from '../../scan/package-files.ts'
import { visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { packageSources } from '../packages/sources.ts'
import { limitsOf } from '../report-of.ts'
import { configOf } from '../scan-config.ts'

/** Days for which a new release is left to others. */
const COOLDOWN = 7

/** `assay packages diff OLD NEW`: a change of dependencies as a security review. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const [before = '', after = ''] = args
  const { values } = await configOf([], options, io)
  const read = (place: string): ReadPackages => {
    const opened = packageSources(place, io)
    try {
      return readPackages(opened.sources, {
        limits: limitsOf(values),
        signal: io.signal,
        clock: () => io.clock(),
      })
    } finally {
      opened.close()
    }
  }
  const old = read(before)
  const now = read(after)
  const newcomers = { now: io.clock(), cooldown: COOLDOWN, lookAlike: lookAlikeOf }
  const changes = comparePackages(aligned(old.files, now.files), now.files, newcomers)
  const gaps = [
    ...old.gaps.map((g) => ({ ...g, side: 'old' })),
    ...now.gaps.map((g) => ({ ...g, side: 'new' })),
  ]
  const format = String(options['format'] ?? 'table')
  if (format === 'json') await io.print(visibleJson({ schema: 'assay/packages-diff/1', changes, gaps }))
  else await io.print(format === 'markdown' ? changesMarkdown(changes, gaps) : changesTable(changes, gaps))
  const threshold = SEVERITIES.find((s) => s === options['failOn']) ?? values['fail-on']
  return denied(changes, threshold) ? EXIT.denied : EXIT.allowed
}

/** Two files that were named one by one are the same file in two states, whatever they are called. */
function aligned(before: readonly PackageFile[], after: readonly PackageFile[]): readonly PackageFile[] {
  const [now] = after
  return before.length === 1 && after.length === 1 && before[0] && now
    ? [{ ...before[0], path: now.path }]
    : before
}

function denied(changes: readonly PackageChange[], threshold: Severity): boolean {
  return changes.some((c) => atLeast(c.severity, threshold))
}
