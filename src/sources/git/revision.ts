import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCommit } from './commit.ts'
import type { ObjectStore } from './objects.ts'

const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/
/** Where a bare name is looked for, in git's order. */
const PLACES = ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/', 'refs/remotes/origin/']
const MAX_STEPS = 10_000

/** The commit that a revision means: an id, `HEAD`, a branch, a tag, with `~n` or `^` behind it. */
export function resolveRevision(
  folder: string,
  store: ObjectStore,
  head: string | undefined,
  revision: string,
): string | undefined {
  const [, name = '', steps = ''] = /^([^~^]+)((?:~\d*|\^)*)$/.exec(revision) ?? []
  const start =
    name === 'HEAD' || name === '@'
      ? head
      : ID.test(name)
        ? name
        : (refId(folder, name) ?? store.expand(name))
  let commit = start === undefined ? undefined : peeled(store, start)
  const back = [...steps.matchAll(/~(\d*)|\^/g)].reduce(
    (sum, [step, n]) => sum + (step === '^' ? 1 : Number(n || 1)),
    0,
  )
  for (let i = 0; commit !== undefined && i < Math.min(back, MAX_STEPS); i++)
    commit = parseCommit(store.read(commit))?.parents[0]
  return commit
}

function refId(folder: string, name: string): string | undefined {
  if (name.split('/').some((part) => part === '' || part === '.' || part === '..')) return undefined
  const packed = textOf(join(folder, 'packed-refs')) ?? ''
  const listed = new Map(
    packed.split('\n').flatMap((line) => {
      const [id = '', ref] = line.split(' ')
      return ref !== undefined && ID.test(id) ? [[ref, id] as const] : []
    }),
  )
  for (const place of PLACES) {
    const loose = textOf(join(folder, place + name))?.trim()
    const id = loose !== undefined && ID.test(loose) ? loose : listed.get(place + name)
    if (id !== undefined) return id
  }
  return undefined
}

/** An annotated tag is an object that names the commit. */
function peeled(store: ObjectStore, id: string): string | undefined {
  const object = store.read(id)
  if (object?.type === 'commit') return id
  if (object?.type !== 'tag') return undefined
  const target = /^object ([0-9a-f]{40,64})$/m.exec(object.data.toString('latin1', 0, 200))?.[1]
  return target === undefined || store.read(target)?.type !== 'commit' ? undefined : target
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
