import type { ExecutableFacts } from '../../artifacts/executable/facts.ts'
import { hashBytes } from '../../bytes/hash.ts'
import { isFile, tarMembers } from '../../bytes/tar/members.ts'
import { zipArchive } from '../../bytes/zip/archive.ts'
import { MiB, type Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Format } from '../../model/format.ts'
import { sha256, type Digest } from '../../model/identity.ts'
import { ReadError } from '../../model/read-error.ts'
import type { MemberNature } from '../../packages/release/member.ts'
import { observed, type Observer } from './observe.ts'

interface CollectedMember {
  readonly name: string
  readonly size: number
  readonly digest?: Digest
  readonly textDigest?: Digest
  readonly nature: MemberNature
  readonly program?: ExecutableFacts
}

export interface MemberCollector {
  readonly observe: (format: Format<unknown>) => Format<unknown>
  readonly texts: ReadonlyMap<string, string>
  /** Name by path in reports. */
  readonly names: ReadonlyMap<string, string>
  found(): CollectedMember[]
}

/** Compressed streams that carry the archive, and the archives inside a conda package. */
const STREAMS = new Set(['gzip', 'bzip2', 'xz', 'zstd'])
const CARRIED = /^(?:pkg|info)-[^/]*\.tar\.(?:zst|bz2|gz)$/
/** What says what a package is, or what runs when it is installed. */
const TOLD =
  /(?:^|\/)(?:METADATA|WHEEL|RECORD|PKG-INFO|entry_points\.txt|top_level\.txt|pyproject\.toml|setup\.cfg|package\.json|binding\.gyp|index\.json|about\.json|link\.json|paths\.json|direct_url\.json)$|\.(?:pth|start|sh|bat|cmd|ps1|[cm]?js)$|(?:^|\/)\.?[^/]*(?:post|pre)-(?:un)?link[^/]*$/i
const MAX_TEXT = 16 * MiB
const MAX_SCRIPT = MiB
const MAX_TEXTS = 128 * MiB
const SOURCE =
  /\.(?:py|pyi|pyw|pth|start|c|h|cc|cpp|cu|js|mjs|cjs|ts|sh|bat|txt|md|rst|toml|cfg|ini|json|ya?ml)$/i

/** Hashes each member of the archive proper; what lies in archives inside it is nobody's member here. */
export function memberCollector(path: string): MemberCollector {
  const carriers = new Set([path])
  const members = new Map<string, CollectedMember>()
  const programs = new Map<string, ExecutableFacts>()
  const names = new Map<string, string>()
  const texts = new Map<string, string>()
  let kept = 0
  const empty = (name: string): void => {
    if (name !== '' && !name.endsWith('/') && !members.has(name))
      members.set(name, { name, size: 0, digest: NOTHING, textDigest: NOTHING, nature: 'text' })
  }
  const observer: Observer = {
    container(id, at, bytes, ctx) {
      if (!carriers.has(at)) return
      if (id === 'zip') for (const e of zipArchive(bytes)?.entries ?? []) if (e.size === 0) empty(e.name)
      if (id === 'tar') emptyFiles(bytes, ctx, empty)
    },
    member(id, at, entry, ctx) {
      if (!carriers.has(at)) return
      if (STREAMS.has(id)) {
        carriers.add(entry.path)
        return
      }
      if (id !== 'zip' && id !== 'tar') return
      const name = entry.path.slice(at.length + 1)
      names.set(entry.path, name)
      if (CARRIED.test(name) && at === path) carriers.add(entry.path)
      const collected = collect(name, () => entry.open(), ctx)
      members.set(name, collected.member)
      if (collected.text !== undefined && kept + collected.text.length <= MAX_TEXTS) {
        kept += collected.text.length
        texts.set(name, collected.text)
      }
    },
    facts(id, at, facts) {
      const name = names.get(at)
      if (id === 'executable' && name !== undefined) programs.set(name, facts as ExecutableFacts)
    },
  }
  return {
    observe: (format) => observed(format, observer),
    texts,
    names,
    found: () =>
      [...members.values()].map((m) => {
        const program = programs.get(m.name)
        if (!program) return m
        const nature = program.nature === 'package' ? 'data' : program.nature
        return { ...m, program, nature: m.nature === 'python' ? m.nature : nature }
      }),
  }
}

const NOTHING: Digest = sha256('')

/** Folders and empty files are not walked; whether a file is there matters all the same. */
function emptyFiles(bytes: Bytes, ctx: Context, empty: (name: string) => void): void {
  try {
    for (const event of tarMembers(bytes, ctx))
      if (event.kind === 'member' && isFile(event.member.type) && event.member.bytes.size === 0)
        empty(event.member.name)
  } catch (error) {
    // The walk over the members meets it again and leaves the gap.
    if (!(error instanceof ReadError)) throw error
  }
}

function collect(
  name: string,
  open: () => Bytes,
  ctx: Context,
): { readonly member: CollectedMember; readonly text?: string } {
  const isPython = /\.pyw?$/i.test(name)
  const nature: MemberNature = isPython ? 'python' : SOURCE.test(name) ? 'text' : 'data'
  try {
    const bytes = open()
    const digest = hashBytes(bytes, ctx)
    const member = { name, size: bytes.size, digest, nature }
    const told =
      TOLD.test(name) && bytes.size <= (/\.(?:sh|bat|cmd|ps1|[cm]?js)$/i.test(name) ? MAX_SCRIPT : MAX_TEXT)
    const text =
      told || (nature !== 'data' && bytes.size <= MAX_SCRIPT)
        ? bytes.read(0, bytes.size).toString('utf8')
        : undefined
    if (text === undefined) return { member }
    const textDigest = sha256(text.replaceAll('\r\n', '\n'))
    return { member: { ...member, textDigest }, ...(told && { text }) }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    return { member: { name, size: 0, nature } }
  }
}
