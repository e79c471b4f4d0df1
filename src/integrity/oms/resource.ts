import { malformed } from '../../model/read-error.ts'

export type Hash = 'sha256' | 'blake2b' | 'blake3'

/** A file or a part of one, and its digest, as the signer states them. */
export interface Resource {
  /** As it stands there. */
  readonly name: string
  /** Relative to the model, `/`-separated; `.` is the model itself where that is one file. */
  readonly path: string
  /** Bytes from, and up to but without. */
  readonly range?: readonly [start: number, end: number]
  readonly hash: Hash
  /** Lower-case. */
  readonly hex: string
}

const MAX_PATH = 4096
const HEX: Readonly<Record<Hash, RegExp>> = {
  sha256: /^[0-9a-f]{64}$/,
  blake2b: /^[0-9a-f]{128}$/,
  blake3: /^[0-9a-f]{64}$/,
}
/** The path may hold colons itself. */
const SHARD = /^(?<path>[^]+):(?<start>\d{1,15}):(?<end>\d{1,15})$/

/** Throws `ReadError`. */
export function readResource(
  name: string,
  hex: string,
  { method, hash }: { readonly method: 'files' | 'shards'; readonly hash: Hash },
): Resource {
  if (!HEX[hash].test(hex)) throw malformed(`the digest of a resource is no ${hash} in hex`)
  if (method === 'files') return { name, path: pathFrom(name), hash, hex }
  const { path, start, end } = SHARD.exec(name)?.groups ?? {}
  if (path === undefined) throw malformed('the name of a shard has no start and end')
  const range = [Number(start), Number(end)] as const
  if (range[0] > range[1]) throw malformed('a shard ends before it starts')
  return { name, path: pathFrom(path), range, hash, hex }
}

function pathFrom(name: string): string {
  if (name === '.') return name
  if (!isInside(name)) throw malformed('the name of a resource is no path inside the model')
  return name
}

/** A relative path in its one spelling that leads nowhere else. */
export function isInside(path: string): boolean {
  return (
    path !== '' &&
    path.length <= MAX_PATH &&
    !path.includes('\0') &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  )
}

/** Order of names in a statement: by code points, not by the UTF-16 units that JavaScript sorts by. */
export function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'))
}
