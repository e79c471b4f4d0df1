import { join } from 'node:path'
import { ReadError } from '../../model/read-error.ts'
import { tomlPlaces, type Places } from '../pypi/toml-places.ts'
import { parseTomlTable, type Table } from '../pypi/toml.ts'
import type { Origin } from './in-force.ts'

/** All that configuration of packaging tools is read from. Paths are absolute. */
export interface Surroundings {
  readonly project: string
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  /** Undefined where there is no such file. */
  read(path: string): string | undefined
  /** Names in a folder; none where there is no such folder. */
  list(folder: string): readonly string[]
  /** Hears of a file that is there and cannot be understood. */
  broken(path: string, why: string): void
}

export interface TomlConfig {
  readonly path: string
  readonly root: Table
  readonly places: Places
}

export function tomlAt(around: Surroundings, path: string): TomlConfig | undefined {
  const text = around.read(path)
  if (text === undefined) return undefined
  try {
    return { path, root: parseTomlTable(text), places: tomlPlaces(text) }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    around.broken(path, error.message)
    return undefined
  }
}

export function fileOrigin(path: string, line: number): Origin {
  return { kind: 'file', path, line }
}

/** A variable that says something: an empty one says nothing to any of the tools. */
export function variable(
  { env }: Surroundings,
  name: string,
): { readonly text: string; readonly origin: Origin } | undefined {
  const text = env[name]?.trim()
  return text === undefined || text === '' ? undefined : { text, origin: { kind: 'environment', name } }
}

/** Folder of the user's settings. */
export function userConfig({ env, home, platform }: Surroundings): string {
  if (platform === 'win32') return env['APPDATA'] || join(home, 'AppData', 'Roaming')
  return env['XDG_CONFIG_HOME'] || join(home, '.config')
}

/** Folders of the machine's settings, first those that are asked first. */
export function machineConfigs({ env, platform }: Surroundings): readonly string[] {
  if (platform === 'win32') return [env['PROGRAMDATA'] || 'C:\\ProgramData']
  return (env['XDG_CONFIG_DIRS'] || '/etc/xdg').split(':').filter((folder) => folder !== '')
}
