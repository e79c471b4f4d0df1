import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Gap } from '../../model/finding.ts'
import { UsageError } from '../../model/usage-error.ts'
import {
  huntCreated,
  huntInstalled,
  huntLocked,
  type Hunt,
  type HuntOptions,
} from '../../packages/environment/hunt.ts'
import { huntTable } from '../../packages/environment/hunt-table.ts'
import { readIndexMetadata, type ReadMetadata } from '../../packages/environment/index-metadata.ts'
import { installedIn } from '../../packages/environment/installed-in.ts'
import { gapsOf } from '../../packages/skipped.ts'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { documentText } from '../sbom/document-text.ts'
import { layoutOf, lockOf, usualEnvironment } from './packages-env.ts'

const USUAL_DAYS = 14

/** `assay packages hunt [PATH]`: what is new here, or new in the world and already everywhere. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const within = daysOf(options['within'])
  const file = options['metadata']
  const metadata = typeof file === 'string' ? metadataOf(file, io) : undefined
  const path = args[0] ?? (metadata ? undefined : usualEnvironment(io))
  const request: HuntOptions = {
    now: io.clock(),
    within,
    ...(metadata && { metadata: metadata.projects }),
  }
  const { hunt, gaps } =
    path === undefined
      ? { hunt: huntCreated(metadata!.projects, request), gaps: [] }
      : huntIn(path, request, io)
  const all = [...gaps, ...(metadata ? [...gapsOf(String(file), metadata.skipped)].map((g) => g.gap) : [])]
  if (hunt.packages === 0) {
    io.say(`${visible(path ?? String(file))}: there are no packages in it`)
    return EXIT.nothing
  }
  const title = path ?? String(file)
  await io.print(
    options['format'] === 'json'
      ? visibleJson({ schema: 'assay/packages-hunt/1', path: title, within, ...hunt, gaps: all })
      : huntTable(hunt, { title, within, gaps: all, verbose: options['verbose'] === true }),
  )
  return EXIT.allowed
}

function huntIn(path: string, request: HuntOptions, io: Io): { hunt: Hunt; gaps: readonly Gap[] } {
  const stat = statSync(resolve(io.cwd, path), { throwIfNoEntry: false })
  if (stat?.isFile()) {
    const lock = lockOf(path, io)
    return { hunt: huntLocked(lock.sets, lock.title, request), gaps: lock.gaps }
  }
  const { distributions, gaps } = installedIn(layoutOf(path, io), () => io.signal.throwIfAborted())
  return { hunt: huntInstalled(distributions, request), gaps }
}

function metadataOf(path: string, io: Io): ReadMetadata {
  return readIndexMetadata(documentText(path, io), () => io.signal.throwIfAborted())
}

function daysOf(value: Invocation['options'][string]): number {
  if (value === undefined) return USUAL_DAYS
  const days = typeof value === 'string' && /^\d{1,5}(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN
  if (Number.isNaN(days)) throw new UsageError(`--within ${visible(String(value))}: is no number of days`)
  return days
}
