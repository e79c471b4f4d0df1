import type { DigestResult, DigestTask } from '../../bytes/digests/digest-file.ts'
import type { Digester } from '../../integrity/oms/check-resources.ts'
import { realpathSync } from 'node:fs'

/** What further hashing has found, by real path. */
export interface RememberingDigester {
  readonly digest: Digester
  /** Of whole files, lower-case hex by algorithm. */
  readonly others: ReadonlyMap<string, Readonly<Partial<Record<string, string>>>>
}

/** Answers for files that were hashed already and reads the rest. `known` is by real path. */
export function rememberingDigester(
  known: ReadonlyMap<string, DigestResult>,
  read: Digester,
): RememberingDigester {
  const others = new Map<string, Readonly<Partial<Record<string, string>>>>()
  return {
    others,
    async digest(tasks) {
      const answers = tasks.map((task) => (isPlain(task) ? known.get(realPath(task.absolute)) : undefined))
      const open = tasks.filter((_, i) => !answers[i])
      const results = await read(open)
      for (const [i, task] of open.entries()) {
        const result = results[i]
        if (result?.outcome === 'hashed' && task.range === undefined)
          others.set(realPath(task.absolute), { ...others.get(realPath(task.absolute)), ...result.others })
      }
      let next = 0
      return answers.map((answer) => answer ?? results[next++]!)
    },
  }
}

function isPlain({ others = [], range }: DigestTask): boolean {
  return others.length === 0 && range === undefined
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
