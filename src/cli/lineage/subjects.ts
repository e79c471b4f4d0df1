import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { fileState } from '../../bytes/digests/file-state.ts'
import type { ResolvedSettings } from '../../config/resolve.ts'
import type { ModelFiles } from '../../lineage/files/model-files.ts'
import type { Derivation, Subject } from '../../lineage/verdict/derivation.ts'
import { ReadError } from '../../model/read-error.ts'
import { hubPurl, isHubName } from '../../names/hub.ts'
import type { Invocation } from '../command.ts'
import { hashTasks } from '../integrity/hash-tasks.ts'

export interface ComparedModels {
  readonly candidate: ModelFiles
  readonly reference: ModelFiles
  /** Of the local files by path, before anything of them was compared. */
  readonly states: ReadonlyMap<string, string>
}

export function fileStates(models: readonly ModelFiles[]): ReadonlyMap<string, string> {
  const paths = models.flatMap((model) => model.shards.flatMap((s) => s.path ?? []))
  return new Map(paths.map((path) => [path, fileState(statSync(path, { bigint: true }))]))
}

/**
 * Says which bytes were compared: local files by their digests, under names that tell nothing of this machine. Throws
 * `ReadError` where a file is no longer the one that was compared.
 */
export async function withSubjects(
  result: Derivation,
  { candidate, reference, states }: ComparedModels,
  values: Pick<ResolvedSettings, 'workers' | 'cache'>,
  { options, io }: Pick<Invocation, 'options' | 'io'>,
): Promise<Derivation> {
  const tasks = [...new Set(states.keys())].map((absolute) => ({
    absolute,
    size: statSync(absolute).size,
    others: [],
  }))
  const digests = new Map<string, string>()
  for (const [i, hashed] of (await hashTasks(tasks, values, { options, io })).entries()) {
    const { absolute } = tasks[i]!
    if (hashed.outcome !== 'hashed')
      throw new ReadError('malformed', `${basename(absolute)}: ${hashed.detail}`)
    if (hashed.state !== states.get(absolute))
      throw new ReadError('malformed', `${basename(absolute)} changed while it was compared`)
    digests.set(absolute, hashed.digest)
  }
  const shown = new Map(
    [...candidate.shards, ...reference.shards].map((s) => [
      s.name,
      s.path === undefined ? s.name : basename(s.path),
    ]),
  )
  return {
    ...result,
    candidate: subjectOf(candidate, digests, io.cwd),
    reference: subjectOf(reference, digests, io.cwd),
    structure: result.structure.map((flaw) => ({ ...flaw, file: shown.get(flaw.file) ?? flaw.file })),
  }
}

function subjectOf(model: ModelFiles, digests: ReadonlyMap<string, string>, cwd: string): Subject {
  const { shards } = model
  const isLocal = shards.every((s) => s.path !== undefined)
  const { repository, revision = model.revision } = repositoryOf(model, cwd)
  const purl = repository === undefined ? undefined : hubPurl(repository, revision)
  return {
    name: isLocal ? basename(resolve(cwd, model.name)) : model.name,
    ...(revision !== undefined && { revision }),
    ...(purl !== undefined && { purl }),
    files: shards.map(({ name, size, path, identity }) => {
      const digest = path === undefined ? undefined : digests.get(path)
      return {
        name: path === undefined ? name : basename(path),
        size,
        ...(digest !== undefined && { digest }),
        ...(identity !== undefined && { identity }),
      }
    }),
  }
}

const HUB = /^hub:([\w.-]+\/[\w.-]+)/
const SNAPSHOT = /(?:^|[/\\])models--([^/\\]+?)--([^/\\]+)[/\\]snapshots[/\\]([0-9a-f]{40})(?:[/\\]|$)/

/** The repository on a hub that a model was opened from: by its name, or by its place in a cache. */
function repositoryOf(
  { name, shards }: ModelFiles,
  cwd: string,
): { readonly repository?: string; readonly revision?: string } {
  const remote = HUB.exec(name)?.[1]
  if (remote !== undefined) return isHubName(remote) ? { repository: remote } : {}
  if (shards.some((s) => s.path === undefined)) return {}
  const [, organisation, repository, revision] = SNAPSHOT.exec(resolve(cwd, name)) ?? []
  const full = `${organisation}/${repository}`
  return revision !== undefined && isHubName(full) ? { repository: full, revision } : {}
}
