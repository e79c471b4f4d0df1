import { existsSync, realpathSync, statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { memoryBytes } from '../../bytes/bytes.ts'
import { policyOf } from '../../config/resolve.ts'
import type { Artifact } from '../../model/component.ts'
import type { Report } from '../../model/report.ts'
import { UsageError } from '../../model/usage-error.ts'
import { componentOf } from '../../packages/environment/draft.ts'
import { examine, type ExaminedEnvironment } from '../../packages/environment/examine.ts'
import type { InstalledDistribution } from '../../packages/environment/installed-distribution.ts'
import { environmentLayout, type EnvironmentLayout } from '../../packages/environment/layout.ts'
import { readingContext, readLockFile, type LockFile } from '../../packages/environment/lock-file.ts'
import { environmentDocument } from '../../packages/environment/report.ts'
import { environmentSummary } from '../../packages/environment/summary.ts'
import { judge } from '../../policy/judge.ts'
import { table } from '../../report/table.ts'
import { rulesDigest } from '../../rules.ts'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { waiversFor } from '../report-of.ts'
import { reportOptions } from '../report-options.ts'
import { documentText } from '../sbom/document-text.ts'
import { configOf } from '../scan-config.ts'
import { version } from '../version.ts'

/** `assay packages env [PREFIX]`: whether what is installed is what was installed, and what the lock says. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const path = args[0] ?? usualEnvironment(io)
  const layout = layoutOf(path, io)
  const lock = typeof options['lock'] === 'string' ? lockOf(options['lock'], io) : undefined
  const config = await configOf([path], options, io)
  const { waivers, notes } = await waiversFor([path], config, io)
  const examined = await examine(layout, { signal: io.signal, ...(lock && { lock }) })
  if (examined.distributions.length === 0 && examined.findings.length === 0) {
    io.say(`${visible(path)}: nothing is installed there`)
    return EXIT.nothing
  }
  const report = judge(
    {
      artifacts: examined.distributions.map(artifactOf),
      components: examined.distributions.map(componentOf),
      relations: [],
      findings: examined.findings,
      gaps: examined.gaps,
      counts: { artifacts: examined.counts.files, bytes: examined.counts.bytes },
      code: [],
    },
    {
      policy: policyOf(config.values),
      waivers,
      now: io.clock(),
      tool: { name: 'assay', version: version(), rules: rulesDigest() },
      notes: [...config.notes, ...notes],
      showCode: false,
    },
  )
  await io.print(
    options['format'] === 'json'
      ? visibleJson(environmentDocument(examined, report, path, lock))
      : textOf(examined, report, path, invocation),
  )
  return exitCodeOf(report.decision.outcome)
}

function artifactOf({ folder, rows, kind }: InstalledDistribution): Artifact {
  const size = (rows ?? []).reduce((sum, row) => sum + (row.size ?? 0), 0)
  return { path: folder, size, format: kind === 'conda' ? 'conda package' : 'distribution' }
}

function textOf(examined: ExaminedEnvironment, report: Report, path: string, invocation: Invocation): string {
  const options = reportOptions(invocation, '', true)
  const lines = environmentSummary(examined, path, options.verbose)
  return `${lines.map((line) => visible(line)).join('\n')}\n\n${table(report, options)}`
}

/** The folder that most tools make, then the one that is active. */
export function usualEnvironment({ cwd, env }: Io): string {
  const usual = ['.venv', 'venv'].find((name) => existsSync(resolve(cwd, name)))
  const active = env['VIRTUAL_ENV'] ?? env['CONDA_PREFIX']
  const found = usual ?? (active ? relative(cwd, active) || '.' : undefined)
  if (found === undefined)
    throw new UsageError(
      'there is no .venv here and no environment is active: name one, as in assay packages env PREFIX',
    )
  return found
}

export function layoutOf(path: string, io: Io): EnvironmentLayout {
  const absolute = resolve(io.cwd, path)
  const stat = statSync(absolute, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) throw new UsageError(`there is no folder ${visible(path)}`)
  const layout = environmentLayout(realpathSync(absolute).split(sep).join('/'))
  if (!layout)
    throw new UsageError(
      `${visible(path)}: is no virtual environment, no conda prefix and no folder of installed packages`,
    )
  return layout
}

export function lockOf(path: string, io: Io): LockFile {
  const bytes = memoryBytes(Buffer.from(documentText(path, io)))
  const lock = readLockFile(
    path,
    bytes,
    readingContext(io.signal, () => io.clock()),
  )
  if (!lock) throw new UsageError(`${visible(path)}: is no lock file that is known here`)
  if (lock.sets.every((set) => set.packages.length === 0) && lock.gaps.length > 0)
    throw new UsageError(`${visible(path)}: ${visible(lock.gaps[0]!.detail)}`)
  return lock
}
