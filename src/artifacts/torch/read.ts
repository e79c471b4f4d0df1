import { openMember } from '../../bytes/zip/member.ts'
import type { ZipArchive, ZipEntry } from '../../bytes/zip/types.ts'
import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Observation } from '../../model/format.ts'
import { memberPath } from '../../model/location.ts'
import { ReadError } from '../../model/read-error.ts'
import { gapAt } from '../gap-at.ts'
import type { CustomNamespace, EntryPoint, MemberFact, TorchFacts } from './facts.ts'
import { isKnownMember } from './known-members.ts'
import { isCodeName, rootOf } from './layout.ts'
import { readBytecode, readScript, type ScriptReading } from './script/read.ts'
import { declaredStorages, storageFlaws, type DeclaredStorages } from './storages.ts'
import { trainingArguments } from './training-arguments.ts'

export function* readArchive(
  path: string,
  bytes: Bytes,
  archive: ZipArchive,
  ctx: Context,
): Generator<Observation<TorchFacts>> {
  const root = rootOf(archive)
  const kind = kindOf(archive)
  const declared = kind === 'package' ? undefined : declaredStorages(bytes, archive, ctx)
  const code = { uses: [], custom: new Map<string, CustomNamespace>() }
  for (const entry of archive.entries) {
    const problem = readCode(bytes, entry, code, ctx)
    if (problem !== undefined) yield { kind: 'gap', gap: gapAt(memberPath(path, entry.name), problem) }
  }
  const training = kind === 'state' ? trainingArguments(bytes, archive, ctx) : undefined
  const facts: TorchFacts = {
    kind,
    root,
    members: archive.entries.length,
    ...membersOf(archive, root, kind),
    storages: declared === undefined ? [] : storageFlaws(archive, declared),
    uses: code.uses,
    custom: [...code.custom.values()],
    elements: elementsOf(declared),
    ...(training && { training }),
  }
  yield { kind: 'facts', facts }
}

function elementsOf(declared: DeclaredStorages | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { type, elements } of declared?.values() ?? [])
    counts.set(type, (counts.get(type) ?? 0) + elements)
  return counts
}

function kindOf({ entries }: ZipArchive): TorchFacts['kind'] {
  const has = (pattern: RegExp): boolean => entries.some((e) => pattern.test(e.name))
  if (has(/(?:^|\/)\.data\/(?:extern_modules|python_version)$/i)) return 'package'
  if (has(/(?:^|\/)(?:constants|bytecode)\.pkl$|(?:^|\/)code\/.*\.py$/i)) return 'script'
  return has(/(?:^|\/)archive_format$|(?:^|\/)models\/[^/]+\.json$/i) ? 'export' : 'state'
}

function membersOf(
  archive: ZipArchive,
  root: string,
  kind: TorchFacts['kind'],
): Pick<TorchFacts, 'entryPoints' | 'extra' | 'sources'> {
  const entryPoints: EntryPoint[] = []
  const extra: MemberFact[] = []
  const sources: MemberFact[] = []
  const wanted = `${root}/data.pkl`.toLowerCase()
  for (const { name, headerAt, size } of archive.entries) {
    const fact = { name, at: headerAt, size }
    if (name.endsWith('/') && size === 0) continue
    if (/(?:^|\/)data\.pkl$/i.test(name))
      entryPoints.push({ ...fact, reached: name.toLowerCase() === wanted })
    else if (kind === 'package') {
      if (name.toLowerCase().endsWith('.py')) sources.push(fact)
    } else if (!isKnownMember(root, name)) extra.push(fact)
  }
  return { entryPoints, extra, sources }
}

/** Reads the member if it is TorchScript; what keeps it from being read is returned. */
function readCode(bytes: Bytes, entry: ZipEntry, found: ScriptReading, ctx: Context): ReadError | undefined {
  const bytecode = /(?:^|\/)bytecode\.pkl$/i.test(entry.name)
  if (!bytecode && !isCodeName(entry.name)) return undefined
  try {
    const member = openMember(bytes, entry, ctx)
    try {
      if (bytecode) readBytecode(entry.name, member.bytes, found)
      else readScript(entry.name, member.bytes, ctx, found)
    } finally {
      member.close()
    }
  } catch (error) {
    if (error instanceof ReadError) return error
    throw error
  }
  return undefined
}
