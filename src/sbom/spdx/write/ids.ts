import { sha256 } from '../../../model/identity.ts'
import type { Bom } from '../../bom.ts'

const MAX_FRAGMENT = 240
/** What a fragment may hold as it is; package URLs are escaped already. */
const PLAIN = /^(?:[\w.~:/@?=&+,;!$-]|%[0-9A-Fa-f]{2})*$/
const UUID = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/** Gives every element an address that depends on the series of documents and on what it stands for, on nothing else. */
export interface Ids {
  readonly document: string
  /** Of the document of an earlier version. */
  documentOf(version: number): string
  /** The same for the same part and key. */
  of(part: string, key: string): string
  /** What the ids of a part begin with, and of no other part. */
  prefix(part: string): string
}

export function createIds({ serial, version }: Pick<Bom, 'serial' | 'version'>): Ids {
  const uuid = UUID.exec(serial)?.[1]?.toLowerCase() ?? digits(serial)
  // The place that SPDX sets aside for documents whose makers have none of their own.
  const base = `https://spdx.org/spdxdocs/assay-${uuid}`
  const taken = new Map<string, string>()
  const documentOf = (of: number): string => `${base}/v${of}`
  return {
    document: documentOf(version),
    documentOf,
    prefix: (part) => `${base}#${part}-`,
    of(part, key) {
      const plain = `${part}${key === '' ? '' : `-${fragment(key)}`}`
      const identity = `${part} ${key}`
      const owner = taken.get(plain)
      if (owner === undefined) taken.set(plain, identity)
      return `${base}#${owner === undefined || owner === identity ? plain : `${plain}-${digits(identity)}`}`
    },
  }
}

/** Readable where it can be; what is cut or cannot be encoded keeps its identity by a hash. */
function fragment(key: string): string {
  if (key.length <= MAX_FRAGMENT && PLAIN.test(key)) return key
  const encoded = encodeURIComponent(key.toWellFormed())
    .replaceAll('%2F', '/')
    .replaceAll('%3A', ':')
    .replaceAll('%40', '@')
  if (encoded.length <= MAX_FRAGMENT && key.isWellFormed()) return encoded
  return `${encoded.slice(0, MAX_FRAGMENT).replace(/%[0-9A-F]?$/, '')}-${digits(JSON.stringify(key))}`
}

function digits(text: string): string {
  return sha256(text).slice('sha256:'.length, 'sha256:'.length + 16)
}
