import { parsePurl } from '../../../names/purl.ts'
import { eachIn, propertiesIn, textIn, type Fields } from '../json-view.ts'
import { error, warning, type SemanticRule } from './rule.ts'

const LENGTHS: ReadonlyMap<string, number> = new Map([
  ['MD5', 32],
  ['SHA-1', 40],
  ['SHA-256', 64],
  ['SHA-384', 96],
  ['SHA-512', 128],
  ['SHA3-256', 64],
  ['SHA3-384', 96],
  ['SHA3-512', 128],
  ['BLAKE2b-256', 64],
  ['BLAKE2b-384', 96],
  ['BLAKE2b-512', 128],
  ['Streebog-256', 64],
  ['Streebog-512', 128],
])

export const hashLength: SemanticRule = {
  id: 'hash-length',
  check: ({ hashes }) =>
    hashes.flatMap(({ path, value }) => {
      const alg = textIn(value, 'alg') ?? ''
      const content = textIn(value, 'content') ?? ''
      const length = LENGTHS.get(alg)
      return length === undefined || content.length === length
        ? []
        : [error(`${path}/content`, `${alg} has ${length} hex digits, this has ${content.length}`)]
    }),
}

const COMMIT = /^[0-9a-f]{40}$/i
const COMMIT_PROPERTY = /commit|revision|vcs/i

/** A commit names a tree with its history. It says nothing of the bytes of any file. */
export const commitAsHash: SemanticRule = {
  id: 'commit-as-hash',
  check: ({ components }) =>
    components.flatMap(({ path, value }) => {
      const commits = commitsOf(value)
      const lists = [
        { at: `${path}/hashes`, hashes: eachIn(value, 'hashes') },
        ...eachIn(value, 'externalReferences').map((reference, index) => ({
          at: `${path}/externalReferences/${index}/hashes`,
          hashes: eachIn(reference, 'hashes'),
        })),
      ]
      return lists.flatMap(({ at, hashes }) =>
        hashes.flatMap((hash, index) => {
          const content = textIn(hash, 'content')?.toLowerCase() ?? ''
          return COMMIT.test(content) && commits.has(content)
            ? [error(`${at}/${index}/content`, `'${content}' is the commit, no hash of contents`)]
            : []
        }),
      )
    }),
}

function commitsOf(component: Fields): ReadonlySet<string> {
  const purl = textIn(component, 'purl')
  const properties = propertiesIn(component).filter((p) => COMMIT_PROPERTY.test(p.name))
  const said = [
    textIn(component, 'version'),
    purl === undefined ? undefined : parsePurl(purl)?.version,
    ...properties.map((p) => p.value),
  ]
  return new Set(
    said.flatMap((text) => (text !== undefined && COMMIT.test(text) ? [text.toLowerCase()] : [])),
  )
}

export const invalidPurl: SemanticRule = {
  id: 'invalid-purl',
  check: ({ components }) =>
    components.flatMap(({ path, value }) => {
      const purl = textIn(value, 'purl')
      if (purl === undefined) return []
      const reason = brokenPurl(purl)
      return reason === undefined ? [] : [error(`${path}/purl`, `'${purl}' ${reason}`)]
    }),
}

function brokenPurl(purl: string): string | undefined {
  const parts = parsePurl(purl)
  if (!parts) return 'is no package URL'
  if (/\s/.test(purl)) return 'holds spaces'
  if (parts.type === 'huggingface') {
    if (parts.namespace === undefined) return 'lacks the organisation that its type asks for'
    if (parts.version !== undefined && !COMMIT.test(parts.version)) return 'has a version that is no commit'
  }
  if (parts.type === 'pypi' && /[A-Z_]/.test(parts.name)) return 'has a name that is not normalised'
  if (parts.type === 'oci' && parts.namespace !== undefined) return 'has a namespace, which its type forbids'
  return undefined
}

export const purlDisagrees: SemanticRule = {
  id: 'purl-disagrees',
  check: ({ components }) =>
    components.flatMap(({ path, value }) => {
      const parts = parsePurl(textIn(value, 'purl') ?? '')
      if (!parts) return []
      const name = (textIn(value, 'name') ?? '').split('/').at(-1)!
      const version = textIn(value, 'version')
      const image = parts.type === 'oci' || parts.type === 'docker'
      return [
        ...(plain(name) === plain(parts.name)
          ? []
          : [warning(`${path}/purl`, `the name is '${name}', the package URL says '${parts.name}'`)]),
        // The version of an image may be its tag where the package URL has the digest.
        ...(image || version === undefined || parts.version === undefined || same(version, parts.version)
          ? []
          : [error(`${path}/purl`, `the version is '${version}', the package URL says '${parts.version}'`)]),
      ]
    }),
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}

function same(a: string, b: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/^v(?=\d)/, '')
  return bare(a) === bare(b)
}
