import { parsePurl } from '../../../names/purl.ts'
import { spdxExpression } from '../../cyclonedx/spdx-licenses.ts'
import { isRaw, list, objects, references, text, type Raw } from '../read/values.ts'
import { RECORD_SCHEMAS } from '../records.ts'
import { isA } from '../vocabulary/classes.ts'
import { HASH_DIGITS } from '../vocabulary/terms.ts'
import { below, quoted, type Findings } from './findings.ts'
import type { Placed } from './structure.ts'
import { namedIn, type View } from './view.ts'

export function checkHashes(view: View, findings: Findings): void {
  for (const { raw, path } of [...view.ofType('Hash'), ...view.ofType('PackageVerificationCode')]) {
    const digits = HASH_DIGITS.get(text(raw, 'algorithm') ?? '')
    const value = text(raw, 'hashValue') ?? ''
    const at = below(path, 'hashValue')
    if (digits === undefined) continue
    if (!/^[0-9a-f]*$/i.test(value)) findings.error('hash', at, 'is not written in hexadecimal digits')
    else if (value.length !== digits)
      findings.error('hash', at, `has ${value.length} digits where its algorithm makes ${digits}`)
    else if (value !== value.toLowerCase()) findings.warning('hash', at, 'is written in capitals')
  }
}

/** A commit names a tree with its history: nobody can work it out from the bytes of an artifact. */
export function checkGitIds(view: View, findings: Findings): void {
  for (const { raw, path } of view.elements) {
    const ids = gitIds(raw)
    if (ids.size === 0) continue
    for (const key of ['verifiedUsing', 'build_configSourceDigest'])
      for (const [i, hash] of list(raw, key).entries())
        if (isRaw(hash) && ids.has((text(hash, 'hashValue') ?? '').toLowerCase()))
          findings.error('git-id', below(below(path, key), i), 'is an id of git, not a hash of the content')
  }
}

function gitIds(raw: Raw): Set<string> {
  const purl = text(raw, 'software_packageUrl')
  const gitoids = objects(raw, 'externalIdentifier')
    .filter((i) => text(i, 'externalIdentifierType') === 'gitoid')
    .map((i) => text(i, 'identifier')?.split(':').at(-1))
  const sources = list(raw, 'build_configSourceUri').map((uri) =>
    typeof uri === 'string' ? uri.split('@').at(-1) : undefined,
  )
  const candidates = [
    text(raw, 'software_packageVersion'),
    purl === undefined ? undefined : parsePurl(purl)?.version,
    ...gitoids,
    ...sources,
  ]
  return new Set(
    candidates
      .map((id) => id?.toLowerCase())
      .filter((id) => id !== undefined && /^[0-9a-f]{40}$/.test(id)) as string[],
  )
}

/** Only the records of this product tell which models are called over a network. */
export function checkApiModels(view: View, findings: Findings): void {
  const api = new Set(view.ofType('Annotation').flatMap(({ raw }) => apiModelOf(raw) ?? []))
  if (api.size === 0) return
  const hashed = (id: string): boolean => {
    const placed = view.byId.get(id)
    return placed !== undefined && list(placed.raw, 'verifiedUsing').length > 0
  }
  for (const id of api)
    if (hashed(id))
      findings.error(
        'api-model',
        below(view.byId.get(id)!.path, 'verifiedUsing'),
        'has hashes of a model behind an API',
      )
  for (const relationship of view.ofType('Relationship')) {
    const type = text(relationship.raw, 'relationshipType')
    if (type !== 'hasDataFile' && type !== 'hasDistributionArtifact') continue
    const [from] = namedIn(relationship, 'from')
    if (from !== undefined && api.has(from) && namedIn(relationship, 'to').some(hashed))
      findings.error('api-model', relationship.path, 'leads from a model behind an API to hashed files')
  }
}

function apiModelOf(annotation: Raw): string | undefined {
  const statement = text(annotation, 'statement') ?? ''
  if (!statement.startsWith(`{"schema":"${RECORD_SCHEMAS.item}"`)) return undefined
  try {
    const record: unknown = JSON.parse(statement)
    if (!isRaw(record) || record['kind'] !== 'model' || list(record, 'artifacts').length > 0) return undefined
    const attributes = objects(record, 'attributes')
    const sources = attributes.filter((a) => a['name'] === 'source').map((a) => a['value'])
    const isApi =
      sources.includes('provider-api') ||
      (sources.length === 0 && attributes.some((a) => a['name'] === 'model-id'))
    return isApi ? references(annotation, 'subject')[0] : undefined
  } catch {
    return undefined
  }
}

export function checkIdentities(view: View, findings: Findings): void {
  for (const { raw, path } of view.elements.filter((e) => isA(e.type, 'software_Package'))) {
    const purl = text(raw, 'software_packageUrl')
    if (purl === undefined) continue
    const at = below(path, 'software_packageUrl')
    const parts = parsePurl(purl)
    const version = text(raw, 'software_packageVersion')
    if (!parts) findings.error('identity', at, `${quoted(purl)} is no package URL`)
    else if (parts.version !== undefined && version !== undefined && parts.version !== version)
      findings.warning(
        'identity',
        at,
        `names version ${quoted(parts.version)}, the package ${quoted(version)}`,
      )
  }
  for (const placed of view.ofType('simplelicensing_LicenseExpression')) checkLicense(placed, findings)
}

function checkLicense({ raw, path }: Placed, findings: Findings): void {
  const expression = text(raw, 'simplelicensing_licenseExpression')
  if (expression !== undefined && spdxExpression(expression) === undefined)
    findings.warning(
      'license',
      below(path, 'simplelicensing_licenseExpression'),
      `${quoted(expression)} is no expression of SPDX licences`,
    )
}
