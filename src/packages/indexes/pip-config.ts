import { join } from 'node:path'
import { iniValues } from '../pypi/setup-cfg/ini.ts'
import type { Origin } from './in-force.ts'
import { fileOrigin, machineConfigs, userConfig, type Surroundings } from './surroundings.ts'

export interface PipValue {
  readonly text: string
  readonly origin: Origin
}

/** Values of pip's options that are in force, by name without hyphens in front. */
export type PipConfig = ReadonlyMap<string, readonly PipValue[]>

const MAX_WORDS = 500

/**
 * A value that is set again replaces the one before, lists as well: files from the machine to the environment,
 * then the section of the command, then variables.
 */
export function pipConfig(around: Surroundings): PipConfig {
  const sections = { global: new Map<string, PipValue[]>(), install: new Map<string, PipValue[]>() }
  for (const path of pipConfigFiles(around)) {
    const text = around.read(path)
    if (text === undefined) continue
    for (const { section, key, lines } of iniValues(text)) {
      if (section !== 'global' && section !== 'install') continue
      const words = lines.flatMap(({ text: line, line: number }) =>
        wordsOf(line).map((word) => ({ text: word, origin: fileOrigin(path, number) })),
      )
      if (words.length > 0) sections[section].set(optionName(key), words)
    }
  }
  return new Map([...sections.global, ...sections.install, ...variables(around)])
}

function variables({ env }: Surroundings): Map<string, readonly PipValue[]> {
  const found = new Map<string, readonly PipValue[]>()
  for (const name of Object.keys(env).toSorted()) {
    const value = env[name]
    if (!/^PIP_[A-Z0-9_]+$/.test(name) || !value || name === 'PIP_CONFIG_FILE') continue
    const words = wordsOf(value).map((text) => ({
      text,
      origin: { kind: 'environment' as const, name },
    }))
    if (words.length > 0) found.set(optionName(name.slice('PIP_'.length)), words)
  }
  return found
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/, MAX_WORDS).filter((word) => word !== '')
}

function optionName(key: string): string {
  return key.toLowerCase().replaceAll('_', '-').replace(/^--/, '')
}

/** In the order in which they are read; the last has the say. */
export function pipConfigFiles(around: Surroundings): readonly string[] {
  const { env, home, platform } = around
  const own = env['PIP_CONFIG_FILE']
  if (own === '/dev/null' || own?.toLowerCase() === 'nul') return []
  const name = platform === 'win32' ? 'pip.ini' : 'pip.conf'
  const machine =
    platform === 'darwin'
      ? [join('/Library/Application Support/pip', name)]
      : machineConfigs(around).map((folder) => join(folder, 'pip', name))
  const support = join(home, 'Library/Application Support/pip', name)
  const user =
    platform === 'darwin'
      ? around.read(support) === undefined
        ? join(home, '.config/pip', name)
        : support
      : join(userConfig(around), 'pip', name)
  const legacy = join(home, platform === 'win32' ? 'pip' : '.pip', name)
  const environment = env['VIRTUAL_ENV'] || env['CONDA_PREFIX']
  // A file of one's own, if it is there, stands in for the user's.
  const users = own && around.read(own) !== undefined ? [] : [legacy, user]
  return [
    ...machine,
    ...(platform === 'win32' || platform === 'darwin' ? [] : [join('/etc', name)]),
    ...users,
    ...(environment ? [join(environment, name)] : []),
    ...(own ? [own] : []),
  ]
}
