import { resolve } from 'node:path'
import { buildIndex, type BuiltIndex } from '../../intel/build-index.ts'
import type { Dump } from '../../intel/dump.ts'
import { openDumps, shownSource } from '../../intel/open-dump.ts'
import { readingContext } from '../../intel/reading-context.ts'
import { replaceFile } from '../../intel/write-file.ts'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import { formatBytes, plural } from '../../text/sizes.ts'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { indexIn } from '../intel/settings.ts'

const SHOWN = 10

/** `assay intel update --from …`: the old index stays until the new one is complete. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options, io } = invocation
  const sources = (options['from'] ?? []) as readonly string[]
  if (sources.length === 0)
    throw new UsageError('name a dump of advisories: --from all.zip, a folder, or an http(s) address')
  const place = await indexPlace(invocation)
  const ctx = readingContext(io.signal, () => io.clock())
  const dumps: Dump[] = []
  try {
    for (const source of sources) dumps.push(...(await opened(source, invocation, ctx)))
    const built = buildIndex(dumps, buildTime(invocation), () => ctx.checkpoint())
    if (built.records === 0) throw new Error('the sources hold no advisory; the old index stays')
    replaceFile(place, built.bytes)
    if (options['quiet'] !== true) for (const warning of unreadableLines(built)) io.say(warning)
    await io.print(options['format'] === 'json' ? json(built) : summary(built, place))
    return EXIT.allowed
  } finally {
    for (const dump of dumps) dump.close()
    ctx.dispose()
  }
}

async function opened(
  source: string,
  { io }: Invocation,
  ctx: ReturnType<typeof readingContext>,
): Promise<readonly Dump[]> {
  try {
    return await openDumps(source, io.cwd, ctx)
  } catch (error) {
    if (io.signal.aborted) throw error
    const shown = visible(shownSource(source))
    if (error instanceof ReadError)
      throw new Error(`${shown} ${error.message}; the old index stays`, { cause: error })
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new UsageError(`there is no file or folder ${shown}`, { cause: error })
    throw error
  }
}

async function indexPlace({ options, io }: Invocation): Promise<string> {
  const { to } = options
  if (typeof to === 'string') return resolve(io.cwd, to)
  const { configOf } = await import('../scan-config.ts')
  const { values } = await configOf(['.'], options, io)
  const place = indexIn(values.cache)
  if (place === undefined) throw new UsageError('the cache is off: name a file with --to')
  return place
}

/** A fixed time makes two builds of the same sources equal to the byte (reproducible-builds.org). */
function buildTime({ io }: Invocation): Date {
  const epoch = io.env['SOURCE_DATE_EPOCH']
  return epoch !== undefined && /^\d{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : io.clock()
}

function unreadableLines({ unreadable }: BuiltIndex): readonly string[] {
  if (unreadable.length === 0) return []
  const more = unreadable.length > SHOWN ? [`and ${unreadable.length - SHOWN} more`] : []
  return [
    `warning: ${plural(unreadable.length, 'record')} could not be read; audits will say so`,
    ...unreadable.slice(0, SHOWN).map(({ name, detail }) => `  ${visible(name)}: ${visible(detail)}`),
    ...more.map((text) => `  ${text}`),
  ]
}

function summary({ bytes, records, packages, withdrawn }: BuiltIndex, place: string): string {
  const counts = `${plural(records, 'record')} on ${plural(packages, 'package')}`
  return `${visible(place)}: ${counts}, ${withdrawn} withdrawn left out, ${formatBytes(bytes.length)}\n`
}

function json({ bytes, records, packages, withdrawn, unreadable }: BuiltIndex): string {
  return visibleJson({
    schema: 'assay/intel-update/1',
    size: bytes.length,
    records,
    packages,
    withdrawn,
    unreadable,
  })
}
