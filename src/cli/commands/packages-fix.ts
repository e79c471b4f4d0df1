import { closeSync, openSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { descriptorBytes } from '../../bytes/bytes.ts'
import { hashBytes } from '../../bytes/hash.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { UsageError } from '../../model/usage-error.ts'
import { normalizedPythonName } from '../../names/python-package.ts'
import type { PackageSet } from '../../packages/package-set.ts'
import { hashedRequirements, type HashedRequirements } from '../../packages/pinning/hashed-requirements.ts'
import {
  versionsOfFiles,
  versionsOfLocks,
  type ArchiveFile,
  type KnownVersions,
} from '../../packages/pinning/known-version.ts'
import { unnamedDependencies } from '../../packages/pinning/unnamed-dependencies.ts'
import { pipRows } from '../../packages/pypi/pip-requirements/as-pip.ts'
import { readPackages } from '../../scan/package-files.ts'
import { decodeJsonText } from '../../text/python-json.ts'
import { plural } from '../../text/sizes.ts'
import { visible, visibleLines } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { packageSources } from '../packages/sources.ts'
import { documentBytes } from '../sbom/document-text.ts'
import { writeText } from '../sbom/outputs.ts'

/** `assay packages fix FILE --from LOCK|FOLDER`: exact versions and hashes, as far as they are known. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const [path = ''] = args
  const { from } = options
  if (typeof from !== 'string')
    throw new UsageError('--from names the lock or the folder that has the hashes')
  const source = decodeJsonText(documentBytes(path, io))
  const names = namesIn(source, io)
  const { known, sets } = knownFrom(from, names, io)
  const result = hashedRequirements(source, known, from, () => io.signal.throwIfAborted())
  if (options['write'] !== true) await io.print(io.stdout.isTTY ? visibleLines(result.text) : result.text)
  // A link stays one.
  else if (result.text !== source) writeText(realpathSync(resolve(io.cwd, path)), result.text, visible(path))
  if (options['quiet'] !== true) report(path, result, unnamedDependencies(names, sets), io)
  return result.left.length > 0 ? EXIT.denied : EXIT.allowed
}

function namesIn(source: string, io: Io): ReadonlySet<string> {
  const rows = [...pipRows(source, () => io.signal.throwIfAborted())]
  return new Set(rows.flatMap(([name]) => (name === '!ERR' ? [] : [normalizedPythonName(name)])))
}

interface Known {
  readonly known: KnownVersions
  readonly sets: readonly PackageSet[]
}

function knownFrom(from: string, wanted: ReadonlySet<string>, io: Io): Known {
  const stat = statSync(resolve(io.cwd, from), { throwIfNoEntry: false })
  if (!stat) throw new UsageError(`there is no file or folder ${visible(from)}`)
  if (stat.isDirectory())
    return { known: versionsOfFiles(archivesIn(resolve(io.cwd, from), io), wanted), sets: [] }
  const opened = packageSources(from, io)
  try {
    const read = readPackages(opened.sources, {
      limits: DEFAULT_LIMITS,
      signal: io.signal,
      clock: () => io.clock(),
    })
    const sets = read.files.map(({ set }) => set)
    for (const { detail } of read.gaps) io.say(`${visible(from)}: ${visible(detail)}`)
    if (sets.length === 0) throw new UsageError(`${visible(from)} is no lock that can be read`)
    return { known: versionsOfLocks(sets), sets }
  } finally {
    opened.close()
  }
}

function* archivesIn(folder: string, io: Io): Generator<ArchiveFile> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isFile()) yield { name: entry.name, hash: () => hashOfFile(path, io) }
  }
}

function hashOfFile(path: string, io: Io): string {
  const fd = openSync(path, 'r')
  try {
    return hashBytes(descriptorBytes(fd, statSync(path).size), {
      checkpoint: () => io.signal.throwIfAborted(),
    })
  } finally {
    closeSync(fd)
  }
}

const MAX_NAMED = 5

function report(
  path: string,
  { hashed, kept, left }: HashedRequirements,
  unnamed: readonly string[],
  io: Io,
): void {
  for (const { line, requirement, why } of left)
    io.say(`${visible(path)}:${line}: left as it is: ${visible(requirement)}: ${visible(why)}`)
  if (unnamed.length > 0) {
    const shown = unnamed.slice(0, MAX_NAMED).map(visible).join(', ')
    const more = unnamed.length > MAX_NAMED ? ` and ${unnamed.length - MAX_NAMED} more` : ''
    io.say(
      `not in the file, though what is in it needs them, and pip asks for their hashes, too: ${shown}${more}`,
    )
  }
  io.say(`${plural(hashed, 'requirement')} given hashes, ${kept} had them, ${left.length} left as they were`)
}
