import { readdirSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { homeOf } from '../../config/home.ts'
import { MiB } from '../../model/context.ts'
import type { Surroundings } from '../../packages/indexes/surroundings.ts'
import { decodeJsonText } from '../../text/python-json.ts'
import type { Io } from '../io.ts'

/** Configuration that a person writes has a few kilobytes, requirements with hashes a few megabytes. */
const MAX_FILE = 8 * MiB
const MAX_NAMES = 50_000

/** A file of configuration that is there and cannot be understood. */
export interface Broken {
  readonly path: string
  readonly why: string
}

/** What packaging tools would read their configuration from in this project. */
export function surroundings(project: string, io: Io, broken: Broken[]): Surroundings {
  const { env } = io
  const texts = new Map<string, string | undefined>()
  const note = (path: string, why: string): void => void broken.push({ path, why })
  const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(io.cwd, path))
  return {
    project,
    home: env['USERPROFILE'] && !env['HOME'] ? env['USERPROFILE'] : homeOf(env),
    env,
    platform: process.platform,
    read: (named) => {
      const path = absolute(named)
      if (!texts.has(path)) texts.set(path, textOf(path, note))
      return texts.get(path)
    },
    list: (folder) => namesIn(absolute(folder)),
    broken: note,
  }
}

function textOf(path: string, note: (path: string, why: string) => void): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat?.isFile()) return undefined
    if (stat.size <= MAX_FILE) return decodeJsonText(readFileSync(path))
    note(path, 'it is larger than such files are')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    note(path, `it cannot be read (${code})`)
  }
  return undefined
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).slice(0, MAX_NAMES)
  } catch {
    // A folder that is not there has no names; one that nobody may list says as much to the tools.
    return []
  }
}
