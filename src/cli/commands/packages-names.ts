import { lookAlike } from '../../names/look-alike/look-alike.ts'
import type { LookAlike, Verdict } from '../../names/look-alike/verdict.ts'
import type { Ecosystem } from '../../names/public-index.ts'
import { atLeast, SEVERITIES, type Severity } from '../../model/severity.ts'
import { UsageError } from '../../model/usage-error.ts'
import { internalNames, namesOfList, type InternalName } from '../../packages/look-alikes/public-names.ts'
import { isNamedByPublicIndex } from '../../packages/look-alikes/suspects.ts'
import { readPackages, type PackageFile, type ReadPackages } from '../../scan/package-files.ts'
import { plural } from '../../text/sizes.ts'
import { shortened, visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { packageSources } from '../packages/sources.ts'
import { limitsOf } from '../report-of.ts'
import { configOf } from '../scan-config.ts'
import { documentText } from '../sbom/document-text.ts'

interface Row extends LookAlike {
  readonly ecosystem: Ecosystem
  readonly at?: { readonly path: string; readonly line: number }
}

const MAX_STDIN = 64 * 1024 * 1024
/** A name alone warns. */
const SEVERITY: Readonly<Record<Verdict, Severity>> = {
  none: 'info',
  low: 'info',
  medium: 'low',
  high: 'medium',
}

/** `assay packages names`: look-alikes among names on standard input or in files, and internal names that are free. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const config = await configOf(args.length > 0 ? args : ['.'], options, io)
  const { values } = config
  for (const line of config.warnings) io.say(`warning: ${visible(line)}`)
  const threshold = SEVERITIES.find((s) => s === options['failOn']) ?? values['fail-on']
  const isJson = options['format'] === 'json'
  const asUnknown = options['asUnknown'] === true

  if (typeof options['checkPublic'] === 'string') {
    const declared = values['internal-packages'] ?? []
    if (declared.length === 0)
      throw new UsageError(
        '--check-public: no internal names are declared; write internal-packages in assay.yml',
      )
    const taken = namesOfList(documentText(options['checkPublic'], io))
    const inUse =
      options['stdin'] === true ? await linesOf(io) : namesIn(packagesOf(invocation, limitsOf(values)).files)
    const names = internalNames(declared, inUse, taken)
    await io.print(isJson ? visibleJson(names) : internalTable(names))
    return names.some((n) => !n.reserved) && atLeast('medium', threshold) ? EXIT.denied : EXIT.allowed
  }

  if (options['stdin'] === true) {
    const rows = (await linesOf(io)).map((name): Row => {
      const ecosystem = ecosystemOf(name)
      return { ...lookAlike(name, ecosystem, { asUnknown }), ecosystem }
    })
    await io.print(isJson ? visibleJson(rows.map(judged)) : table(rows))
    return exitCode(rows, threshold)
  }

  const read = packagesOf(invocation, limitsOf(values))
  const rows = rowsOf(read.files, asUnknown)
  for (const gap of read.gaps) io.say(`not read: ${visible(gap.at.path)}: ${visible(gap.detail)}`)
  await io.print(
    isJson ? visibleJson(rows.map((r) => ({ ...judged(r), ecosystem: r.ecosystem, at: r.at }))) : table(rows),
  )
  return exitCode(rows, threshold)
}

function exitCode(rows: readonly Row[], threshold: Severity): ExitCode {
  return rows.some(({ verdict }) => verdict !== 'none' && atLeast(SEVERITY[verdict], threshold))
    ? EXIT.denied
    : EXIT.allowed
}

function packagesOf({ args, io }: Invocation, limits: ReturnType<typeof limitsOf>): ReadPackages {
  const files: PackageFile[] = []
  const gaps: ReadPackages['gaps'][number][] = []
  for (const place of args.length > 0 ? args : ['.']) {
    const opened = packageSources(place, io)
    try {
      const read = readPackages(opened.sources, { limits, signal: io.signal, clock: () => io.clock() })
      files.push(...read.files)
      gaps.push(...read.gaps)
    } finally {
      opened.close()
    }
  }
  return { files, gaps }
}

function namesIn(files: readonly PackageFile[]): string[] {
  return files.flatMap(({ set }) => [
    ...set.packages.map(({ name }) => name),
    ...set.projects.map(({ name }) => name),
  ])
}

/** What looks like something else, each name once, where it stands first. */
function rowsOf(files: readonly PackageFile[], asUnknown: boolean): Row[] {
  const rows = new Map<string, Row>()
  for (const { path, set } of files)
    for (const entry of set.packages) {
      const { ecosystem, name, line } = entry
      const key = `${ecosystem} ${name}`
      if (rows.has(key) || !isNamedByPublicIndex(entry)) continue
      rows.set(key, { ...lookAlike(name, ecosystem, { asUnknown }), ecosystem, at: { path, line } })
    }
  return [...rows.values()].filter(({ verdict }) => verdict !== 'none')
}

async function linesOf({ stdin }: Io): Promise<string[]> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Buffer | string)
    size += bytes.length
    if (size > MAX_STDIN) throw new UsageError('standard input: more names than can be read')
    chunks.push(bytes)
  }
  const lines = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split('\n')
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

function ecosystemOf(name: string): Ecosystem {
  return name.startsWith('@') && name.includes('/') ? 'npm' : 'pypi'
}

function judged({ name, verdict, target, why }: LookAlike): object {
  return { name, verdict, target: target ?? null, why }
}

const ORDER: readonly Verdict[] = ['high', 'medium', 'low']

function table(rows: readonly Row[]): string {
  const suspects = ORDER.flatMap((verdict) => rows.filter((row) => row.verdict === verdict))
  const lines = suspects.map(({ name, verdict, why, at }) => {
    const place = at ? `  ${visible(at.path)}:${at.line}` : ''
    return `${verdict.padEnd(6)}  ${shortened(visible(name), 80)} ${visible(why)}${place}`
  })
  const high = suspects.filter((s) => s.verdict === 'high').length
  return `${[...lines, `${plural(suspects.length, 'look-alike')}, ${high} of them high`].join('\n')}\n`
}

function internalTable(names: readonly InternalName[]): string {
  const lines = names
    .toSorted((a, b) => Number(a.reserved) - Number(b.reserved))
    .map(({ name, reserved }) =>
      reserved
        ? `taken     ${visible(name)} is on the public index: make sure that it is yours`
        : `free      ${visible(name)} is not reserved: anybody can publish it`,
    )
  const free = names.filter((n) => !n.reserved).length
  return `${[...lines, `${plural(names.length, 'internal name')}, ${free} not reserved`].join('\n')}\n`
}
