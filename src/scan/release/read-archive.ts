import { closeSync, fstatSync, openSync } from 'node:fs'
import { basename } from 'node:path'
import type { ExecutableFacts } from '../../artifacts/executable/facts.ts'
import { descriptorBytes } from '../../bytes/bytes.ts'
import { hashBytes } from '../../bytes/hash.ts'
import { formats } from '../../formats.ts'
import type { Context, Limits } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Gap } from '../../model/finding.ts'
import type { Digest } from '../../model/identity.ts'
import { memberPath } from '../../model/location.ts'
import { identityOf, kindByContent, placeOf } from '../../packages/release/layout.ts'
import type { ArchiveKind, ReleaseArchive, ReleaseMember } from '../../packages/release/member.ts'
import { isStartFile, startFile } from '../../packages/release/start-files.ts'
import { pythonGrammar } from '../../syntax/python/parser.ts'
import { createContext } from '../budget.ts'
import { gapOf, inspect, type RuledDraft } from '../inspect.ts'
import { memberCollector, type MemberCollector } from './collect-members.ts'
import { readSource, sourceReader, type PythonSource } from './python-source.ts'

export interface ReadOptions {
  readonly limits: Limits
  readonly signal: AbortSignal
  readonly clock: () => Date
}

/** An archive of a release with all that its files say and do. */
export interface ReadArchive extends ReleaseArchive {
  readonly python: readonly PythonSource[]
  /** Name of each member by its path in reports. */
  readonly memberNames: ReadonlyMap<string, string>
  /** What the rules of containers, scripts and programs say. */
  readonly drafts: readonly RuledDraft[]
  readonly gaps: readonly Gap[]
}

/** Containers and what can run. Raw numbers, pictures and texts are left to a scan. */
const READ = new Set(['zip', 'tar', 'gzip', 'bzip2', 'xz', 'zstd', 'script', 'executable'])

/** Opens every member, runs nothing. Whatever breaks ends as a gap. */
export async function readArchive(
  path: string,
  absolute: string,
  options: ReadOptions,
): Promise<ReadArchive> {
  if (!pythonGrammar.done()) await pythonGrammar.run()
  let fd: number
  try {
    fd = openSync(absolute, 'r')
  } catch (error) {
    return unread(path, 0, [gapOf(error, path)])
  }
  const ctx = createContext(options)
  try {
    const bytes = descriptorBytes(fd, fstatSync(fd).size)
    return readBytes(path, bytes, ctx)
  } catch (error) {
    if (options.signal.aborted) throw error
    return unread(path, 0, [gapOf(error, path)])
  } finally {
    ctx.dispose()
    closeSync(fd)
  }
}

/** The grammar of Python must be prepared. */
export function readBytes(path: string, bytes: Bytes, ctx: Context): ReadArchive {
  const collector = memberCollector(path)
  const python: PythonSource[] = []
  const readers = [
    ...formats.filter((f) => READ.has(f.id)).map(collector.observe),
    sourceReader((source) => python.push(source)),
  ]
  const { drafts, gaps } = inspect(
    { path, open: () => bytes },
    { formats: readers, discoverers: [], ctx, showCode: false, purpose: 'judge' },
  )
  const found = collector.found()
  const named = identityOf(basename(path))
  const byContent = kindByContent(found.map((m) => m.name))
  // Of a name and a content that disagree, the content is what an installer unpacks.
  const kind: ArchiveKind = byContent ?? named?.kind ?? 'archive'
  const members = found.map(({ name, program, ...m }): ReleaseMember => ({
    ...m,
    name,
    place: placeOf(kind, name),
    ...(program !== undefined && { program: titleOf(program) }),
  }))
  const late: Gap[] = []
  const read = gaps.filter(isOfCode)
  return {
    path,
    kind,
    name: named?.name,
    version: named?.version,
    digest: digestOf(bytes, ctx),
    size: bytes.size,
    members,
    texts: collector.texts,
    python: [
      ...python.filter((p) => !isStartFile(p.path.slice(path.length + 1))),
      ...startSources(path, members, collector, ctx, late),
    ],
    memberNames: collector.names,
    drafts,
    gaps: found.length > 0 || read.length > 0 ? [...read, ...late] : [notRead(path)],
  }
}

/** Lines that `site` runs are Python like any other. */
function startSources(
  path: string,
  members: readonly ReleaseMember[],
  { texts, names }: MemberCollector,
  ctx: Context,
  gaps: Gap[],
): PythonSource[] {
  const pathOf = new Map([...names].map(([at, name]) => [name, at]))
  return members.flatMap(({ place, name }) => {
    const text = isStartFile(place) ? texts.get(name) : undefined
    if (text === undefined) return []
    const at = pathOf.get(name) ?? memberPath(path, name)
    try {
      return [readSource(at, startFile(place, text).source, ctx).source]
    } catch (error) {
      gaps.push(gapOf(error, at))
      return []
    }
  })
}

/** Data in forms that nothing here reads is no code that was missed. */
function isOfCode({ reason, detail }: Gap): boolean {
  return !(reason === 'unsupported' && detail.startsWith('is named '))
}

function titleOf({ title, detail }: ExecutableFacts): string {
  return detail === undefined ? title : `${title} (${detail.slice(0, 80)})`
}

function notRead(path: string): Gap {
  return { at: { path }, reason: 'unsupported', detail: 'is no archive of a package, or an empty one' }
}

function digestOf(bytes: Bytes, ctx: Context): Digest | undefined {
  try {
    return hashBytes(bytes, ctx)
  } catch {
    return undefined
  }
}

function unread(path: string, size: number, gaps: readonly Gap[]): ReadArchive {
  const { kind = 'archive', name, version } = identityOf(basename(path)) ?? {}
  const nothing = {
    members: [],
    texts: new Map(),
    memberNames: new Map(),
    python: [],
    drafts: [],
    digest: undefined,
  }
  return { ...nothing, path, kind, name, version, size, gaps }
}
