import type { Listing } from '../../../src/integrity/listing.ts'
import { readListing } from '../../../src/integrity/listings/read-listing.ts'
import { readRepositoryTree } from '../../../src/intel/hub/repository-tree.ts'
import type { ChecksumAlgorithm } from '../../../src/model/checksum.ts'
import type { Target } from './target.ts'

const HEX: Readonly<Record<ChecksumAlgorithm, number>> = {
  sha256: 64,
  sha384: 96,
  sha512: 128,
  'blake2b-512': 128,
  sha1: 40,
  md5: 32,
  'git-blob-sha1': 40,
}

/** Any text that publishes checksums: digests come out of it, and each of them stands in it. */
export const listing: Target = (content, source) => {
  const read = readListing({ content, source, folder: 'models', cameWithBytes: true })
  return notDigests(read) ?? notStated(read, content)
}

export const hubAnswer: Target = (content) => {
  let document: unknown
  try {
    document = JSON.parse(Buffer.from(content).toString())
  } catch {
    return undefined
  }
  for (const { path, sha256, gitId, size } of readRepositoryTree(document)?.files ?? []) {
    if (typeof path !== 'string' || path === '') return 'gives a file without a path'
    if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256)) return 'gives a SHA-256 that is none'
    if (gitId !== undefined && !/^[0-9a-f]{40}$/.test(gitId)) return 'gives an id of git that is none'
    if (size !== undefined && !(Number.isSafeInteger(size) && size >= 0)) return 'gives a size that is none'
  }
  return undefined
}

function notDigests({ digests }: Listing): string | undefined {
  const wrong = digests.find(
    ({ name, algorithm, hex, size }) =>
      typeof name !== 'string' ||
      hex.length !== HEX[algorithm] ||
      !/^[0-9a-f]+$/.test(hex) ||
      (size !== undefined && !(Number.isSafeInteger(size) && size >= 0)),
  )
  return wrong && `gives a digest that is none: ${JSON.stringify(wrong).slice(0, 200)}`
}

/** A digest that is not in the text was made up. Texts that hold Base64 or markup are not looked through. */
function notStated({ digests }: Listing, content: Uint8Array): string | undefined {
  const text = Buffer.from(content).toString('latin1').toLowerCase()
  if (/base64|sha\d{3}-|integrity|[<&\0]/.test(text)) return undefined
  const digits = text.replaceAll(/[^0-9a-f]/g, '')
  const wrong = digests.find(({ hex }) => !digits.includes(hex) && !isBase64In(hex, content))
  return wrong && `makes up a digest: ${wrong.hex}`
}

function isBase64In(hex: string, content: Uint8Array): boolean {
  const words = Buffer.from(hex, 'hex').toString('base64').replace(/=+$/, '')
  const text = Buffer.from(content).toString('latin1')
  return text.includes(words) || text.includes(words.replaceAll('+', '-').replaceAll('/', '_'))
}
