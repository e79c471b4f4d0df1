import { basename } from 'node:path'
import { npmAttestations } from '../../../intel/attestations/npm-attestations.ts'
import type { FetchedAttestations } from '../../../intel/attestations/fetched.ts'
import { pythonProvenance } from '../../../intel/attestations/python-provenance.ts'
import { ReadError } from '../../../model/read-error.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { parsePurl, type PurlParts } from '../../../names/purl.ts'
import { normalizedPythonName } from '../../../names/python-package.ts'
import { effectiveIndexes } from '../../../packages/indexes/effective.ts'
import type { IndexTool } from '../../../packages/indexes/in-force.ts'
import { visible } from '../../../text/visible.ts'
import type { Io } from '../../io.ts'
import { surroundings } from '../../packages/surroundings.ts'
import type { SignedDocument } from '../authority-document.ts'
import type { ExaminedTree } from '../examined-tree.ts'

const WHEEL = /^([A-Za-z0-9][\w.]*)-[^-]+(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/
const SDIST = /^([A-Za-z0-9][\w.-]*)-[^-]+\.(?:tar\.gz|zip)$/
const MAX_FILES = 200

/**
 * Asks the indexes that pip, uv or npm would ask in the working folder. Throws `UsageError` where nothing tells whom
 * to ask, or nobody has attestations.
 */
export async function publishedAttestations(
  text: string,
  { files }: Pick<ExaminedTree, 'files'>,
  io: Io,
): Promise<readonly SignedDocument[]> {
  const parts = text === 'index' ? undefined : parsePurl(text)
  if (text !== 'index' && !parts) throw new UsageError(`--attestation ${visible(text)}: is no package URL`)
  const fetched = parts?.type === 'npm' ? await ofNpm(parts, io) : await ofPython(files, parts?.name, io)
  if (fetched.length === 0)
    throw new UsageError(`--attestation ${visible(text)}: no index has attestations of it`)
  return fetched.map(({ bytes, address }) => ({
    bytes,
    address,
    source: address,
    cameWithBytes: false,
    kind: 'attestation',
  }))
}

async function ofPython(
  files: ExaminedTree['files'],
  project: string | undefined,
  io: Io,
): Promise<readonly FetchedAttestations[]> {
  const published = files.flatMap(({ path }) => {
    const filename = basename(path)
    const name = project ?? (WHEEL.exec(filename) ?? SDIST.exec(filename))?.[1]
    return name === undefined ? [] : [{ filename, project: normalizedPythonName(name) }]
  })
  if (published.length === 0) throw new UsageError('--attestation: there is no wheel or source distribution')
  if (published.length > MAX_FILES) throw new UsageError(`--attestation: asks for ${MAX_FILES} files at most`)
  const indexes = indexesOf(['pip', 'uv'], io)
  const found: FetchedAttestations[] = []
  for (const file of published) {
    const one = await firstOf(indexes, (index) => pythonProvenance({ ...file, index }, io.signal))
    if (one) found.push(one)
  }
  return found
}

async function ofNpm(
  { namespace, name, version }: PurlParts,
  io: Io,
): Promise<readonly FetchedAttestations[]> {
  if (version === undefined) throw new UsageError('--attestation: a package of npm needs its version')
  const full = namespace === undefined ? name : `${namespace}/${name}`
  const scoped = (patterns: readonly string[] | undefined): boolean =>
    patterns === undefined || patterns.includes(`${namespace ?? ''}/*`)
  const registries = indexesOf(['npm'], io, scoped)
  const one = await firstOf(registries, (registry) =>
    npmAttestations({ registry, name: full, version }, io.signal),
  )
  return one ? [one] : []
}

/** Addresses in the order in which the tools ask them. What is built into a tool is not known here. */
function indexesOf(
  tools: readonly IndexTool[],
  io: Io,
  takes: (packages: readonly string[] | undefined) => boolean = (packages) => packages === undefined,
): readonly string[] {
  const inForce = effectiveIndexes(surroundings(io.cwd, io, [])).filter(({ tool }) => tools.includes(tool))
  const addresses = inForce
    .flatMap(({ indexes }) => indexes)
    .filter(({ role, packages }) => role !== 'find-links' && takes(packages))
    .flatMap(({ url }) => (url !== undefined && /^https?:/i.test(url) ? [url] : []))
  if (addresses.length === 0)
    throw new UsageError(
      `--attestation: no index is configured for ${tools.join(' or ')}; see assay packages index, or save the attestations to a file`,
    )
  return [...new Set(addresses)]
}

/** An index that is down or does not know the file must not hide what the next one has. */
async function firstOf(
  indexes: readonly string[],
  ask: (index: string) => Promise<FetchedAttestations | undefined>,
): Promise<FetchedAttestations | undefined> {
  let failure: ReadError | undefined
  for (const index of indexes) {
    try {
      const found = await ask(index)
      if (found) return found
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      failure ??= new ReadError(error.reason, `${visible(index)} ${error.message}`)
    }
  }
  if (failure) throw new UsageError(`--attestation: ${failure.message}`, { cause: failure })
  return undefined
}
