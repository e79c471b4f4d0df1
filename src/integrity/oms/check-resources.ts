import type { DigestResult, DigestTask } from '../../bytes/digests/digest-file.ts'
import type { PublishedDigest } from '../listing.ts'
import type { Refusal } from '../refusal.ts'
import { blake3Of } from './blake3.ts'
import type { TreeFile } from './model-tree.ts'
import type { Hash, Resource } from './resource.ts'

/** Hashes files, on threads where that pays off. Results are in the order of the tasks. */
export type Digester = (tasks: readonly DigestTask[]) => Promise<readonly DigestResult[]>

export interface ResourceVerdict {
  /** As it is listed: a path, or a part of a file as `path:start:end`. */
  readonly name: string
  readonly verdict: 'match' | 'changed' | 'missing' | 'unreadable'
  readonly hash: Hash
  /** Lower-case hex. */
  readonly expected: string
  readonly found?: string
}

/** A file of the model with all that is signed of it. */
export interface SignedFile {
  /** Relative to the model. */
  readonly path: string
  /** Where its bytes are; absent if there is no such file. */
  readonly file: TreeFile | undefined
  /** One, or its parts in their order. */
  readonly resources: readonly Resource[]
}

export interface CheckedResources {
  readonly verdicts: readonly ResourceVerdict[]
  readonly refusals: readonly Refusal[]
  /** What the signer vouches for, of files all whose bytes match. */
  readonly digests: readonly PublishedDigest[]
}

/** Compares files with what is signed of them. */
export async function checkResources(
  files: readonly SignedFile[],
  digester: Digester,
): Promise<CheckedResources> {
  const verdicts: ResourceVerdict[] = []
  const refusals: Refusal[] = []
  const digests: PublishedDigest[] = []
  const there = files.filter(({ file }) => file)
  const results = await digester(there.flatMap(tasksOf))
  let next = 0
  for (const signed of files) {
    const { path, file, resources } = signed
    const hashed = file ? results.slice(next, (next += resources.length)) : []
    const checked = await Promise.all(resources.map((resource, i) => compare(resource, file, hashed[i])))
    verdicts.push(...checked)
    const wrong = refusalOf(signed, checked)
    if (wrong) refusals.push(wrong)
    else digests.push(...(await vouchedFor(path, signed, digester)))
  }
  return { verdicts, refusals, digests }
}

function tasksOf({ file, resources }: SignedFile): readonly DigestTask[] {
  return resources.map(({ hash, range }) => ({
    absolute: file!.absolute,
    size: range ? range[1] - range[0] : file!.size,
    ...(range && { range }),
    ...(hash === 'blake2b' && { others: ['blake2b-512'] as const }),
  }))
}

async function compare(
  { name, hash, hex: expected, range }: Resource,
  file: TreeFile | undefined,
  result: DigestResult | undefined,
): Promise<ResourceVerdict> {
  const shared = { name, hash, expected }
  if (!file) return { ...shared, verdict: 'missing' }
  if (result?.outcome !== 'hashed') {
    // Who shortens a file changes its parts; that a part is not there any more is no trouble of the disk.
    const cut = range !== undefined && range[1] > file.size
    return { ...shared, verdict: cut ? 'changed' : result?.reason === 'missing' ? 'missing' : 'unreadable' }
  }
  const found = await digestIn(result, hash, { file, range: range ?? [0, result.size] })
  if (found === undefined) return { ...shared, verdict: 'unreadable' }
  return { ...shared, verdict: found === expected ? 'match' : 'changed', found }
}

function digestIn(
  result: Extract<DigestResult, { outcome: 'hashed' }>,
  hash: Hash,
  { file, range }: { readonly file: TreeFile; readonly range: readonly [number, number] },
): string | undefined | Promise<string | undefined> {
  if (hash === 'sha256') return result.digest.slice('sha256:'.length)
  return hash === 'blake2b' ? result.others['blake2b-512'] : blake3Of(file.absolute, range)
}

function refusalOf(
  { path, file, resources }: SignedFile,
  checked: readonly ResourceVerdict[],
): Refusal | undefined {
  const wrong = checked.find(({ verdict }) => verdict !== 'match')
  if (wrong?.verdict === 'missing') return { code: 'missing', path, message: 'is signed and is not there' }
  if (wrong?.verdict === 'unreadable')
    return { code: 'unreadable', path, message: 'is signed and cannot be read, or changes while it is read' }
  const end = resources.at(-1)?.range?.[1]
  if (end !== undefined && file && file.size !== end)
    return {
      code: 'size-changed',
      path,
      message: 'is longer or shorter than what was signed',
      expected: `${end} bytes`,
      found: `${file.size} bytes`,
    }
  if (!wrong) return undefined
  const shard = wrong.name === path || wrong.name === '.' ? undefined : wrong.name.slice(path.length + 1)
  return {
    code: shard === undefined ? 'content-changed' : 'shard-changed',
    path,
    message: `${shard === undefined ? 'is' : `has bytes (${shard.replace(':', ' to ')}) that are`} not what was signed`,
    expected: `${wrong.hash}:${wrong.expected}`,
    ...(wrong.found !== undefined && { found: `${wrong.hash}:${wrong.found}` }),
  }
}

/** Where parts or another algorithm were signed, the digest of the whole file that they make up. */
async function vouchedFor(
  path: string,
  { file, resources }: SignedFile,
  digester: Digester,
): Promise<readonly PublishedDigest[]> {
  const [first] = resources
  if (!first || !file) return []
  if (first.range === undefined && first.hash !== 'blake3')
    return [{ name: path, algorithm: first.hash === 'blake2b' ? 'blake2b-512' : 'sha256', hex: first.hex }]
  const [whole] = await digester([{ absolute: file.absolute, size: file.size }])
  if (whole?.outcome !== 'hashed' || whole.size !== file.size) return []
  return [{ name: path, algorithm: 'sha256', hex: whole.digest.slice('sha256:'.length), size: whole.size }]
}
