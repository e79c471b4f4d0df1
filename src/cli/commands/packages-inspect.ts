import { readdirSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { UsageError } from '../../model/usage-error.ts'
import { decisionOf } from '../../packages/release/decision.ts'
import { identityOf } from '../../packages/release/layout.ts'
import { releaseTable } from '../../packages/release/table.ts'
import { inspectReleases, type ArchiveFile } from '../../scan/release/inspect-release.ts'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { limitsOf } from '../report-of.ts'
import { configOf } from '../scan-config.ts'

const MAX_DEPTH = 8
const MAX_ARCHIVES = 10_000

/** `assay packages inspect PATH…`: what the archives of a release would do, and when. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const files = args.flatMap((path) => archivesOf(path, io))
  const { against } = options
  const before = typeof against === 'string' ? archivesOf(against, io) : []
  if (typeof against === 'string' && before.length === 0)
    throw new UsageError(`there is no archive of a package in ${visible(against)}`)
  if (files.length === 0) {
    io.say('nothing to inspect: no archive of a package')
    return EXIT.nothing
  }
  const { values } = await configOf(args, options, io)
  const inspection = await inspectReleases(files, before, {
    limits: limitsOf(values),
    signal: io.signal,
    clock: () => io.clock(),
  })
  const decision = decisionOf(inspection, { failOn: values['fail-on'], strict: values.strict })
  if (options['format'] === 'json')
    await io.print(visibleJson({ schema: 'assay/packages-inspect/1', ...inspection, decision }))
  else await io.print(releaseTable({ ...inspection, decision }, options['verbose'] === true))
  return exitCodeOf(decision.outcome)
}

/** The file itself, or every archive below a folder. Links are not followed. */
function archivesOf(path: string, io: Io): ArchiveFile[] {
  const absolute = resolve(io.cwd, path)
  const stat = statSync(absolute, { throwIfNoEntry: false })
  if (!stat) throw new UsageError(`there is no ${visible(path)}`)
  if (stat.isFile()) return [{ path: shown(absolute, io), absolute }]
  const found: ArchiveFile[] = []
  const walk = (folder: string, depth: number): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const at = join(folder, entry.name)
      if (entry.isDirectory() && depth < MAX_DEPTH) walk(at, depth + 1)
      else if (entry.isFile() && identityOf(entry.name) !== undefined && found.length < MAX_ARCHIVES)
        found.push({ path: shown(at, io), absolute: at })
    }
  }
  walk(absolute, 0)
  return found
}

/** Below the working folder as people would type it; elsewhere by its name, without folders of the machine. */
function shown(absolute: string, io: Io): string {
  const path = relative(io.cwd, absolute)
  return path.startsWith('..') ? absolute.slice(absolute.lastIndexOf('/') + 1) : path
}
