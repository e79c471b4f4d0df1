import type { InventoryItem } from '../../model/component.ts'
import { hostOf, isRepositoryAddress } from '../../text/web-address.ts'
import { addressOf } from './address.ts'
import { distributionReferences } from './distributions.ts'
import type { CycloneDxVersion, ExternalReference } from './document.ts'
import { note, noted } from './notes.ts'
import { all } from './writing.ts'

const HUB = 'huggingface.co'

/** Pages, repositories and downloads of a component. */
export function externalReferences(item: InventoryItem, version: CycloneDxVersion): ExternalReference[] {
  const pages = pageReferences(all(item, 'source-url'), version, (url) => pageType(item, url))
  const published = distributionReferences(item, version)
  const known = new Set(published.map((r) => r.url))
  const downloads = all(item, 'download-url')
    .map((url) => derived(url, 'distribution', 'download-url', version))
    .filter((r) => r && !known.has(r.url))
  return [...pages, ...published, ...downloads.filter((r) => r !== undefined)]
}

/** Addresses of `source-url`, each once. */
export function pageReferences(
  urls: readonly string[],
  version: CycloneDxVersion,
  typeOf: (url: string) => ExternalReference['type'] = (url) =>
    isRepositoryAddress(url) ? 'vcs' : 'website',
): ExternalReference[] {
  return urls.flatMap((url) => derived(url, typeOf(url), 'source-url', version) ?? [])
}

/** A reference that repeats an attribute: it says so, to be told from a distribution. */
function derived(
  url: string,
  type: ExternalReference['type'],
  attribute: string,
  version: CycloneDxVersion,
): ExternalReference | undefined {
  const address = addressOf(url)
  return address === undefined
    ? undefined
    : { url: address, ...noted(version, [note('attribute', attribute)]), type }
}

function pageType(item: InventoryItem, url: string): ExternalReference['type'] {
  if (isRepositoryAddress(url)) return 'vcs'
  if (hostOf(url) === HUB) return item.kind === 'model' ? 'model-card' : 'website'
  return all(item, 'source').includes('git') ? 'vcs' : 'website'
}
