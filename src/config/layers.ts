import { resolve } from 'node:path'
import { UsageError } from '../model/usage-error.ts'
import { closest } from '../text/closest.ts'
import {
  environmentName,
  misfit,
  SETTING_KEYS,
  settings,
  type SettingKey,
  type Settings,
} from './settings.ts'

/** Settings from one place, and how that place is called in `config show`. */
export interface Layer {
  readonly values: Partial<Settings>
  readonly origin: (key: SettingKey) => string
}

/** Text of settings as a person wrote it, with the name under which an error speaks of it. */
export interface Written {
  readonly key: SettingKey
  readonly text: string
  readonly as: string
}

/** Reads written settings; paths are relative to `base`. Throws `UsageError` naming what cannot be understood. */
export function layerOf(written: readonly Written[], base: string): Layer {
  const values: Partial<Record<SettingKey, Settings[SettingKey]>> = {}
  const names = new Map<SettingKey, string>()
  for (const { key, text, as } of written) {
    const setting = settings[key]
    const value = setting.read(text)
    if (value === undefined) throw new UsageError(`${as}: ${misfit(key, text)}`)
    const isPlace = setting.isPath && !(key === 'cache' && text === 'off')
    values[key] = isPlace ? resolve(base, text) : value
    names.set(key, as)
  }
  return { values: values as Partial<Settings>, origin: (key) => names.get(key) ?? '' }
}

export interface EnvironmentLayer extends Layer {
  /** One line for each `ASSAY_` variable that is no setting. */
  readonly warnings: readonly string[]
}

/** Variables that are not settings of `assay.yml`. */
const OTHER_VARIABLES = ['ASSAY_CONFIG', 'ASSAY_FORMAT', 'ASSAY_EVENTS_TOKEN']
/** Roots of locks that the user names, and what a guarded start tells the Python hook. */
const OTHER_PREFIX = /^ASSAY_(?:ROOT|GUARD)(?:_|$)/

export function environmentLayer(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): EnvironmentLayer {
  const byName = new Map(SETTING_KEYS.map((key) => [environmentName(key), key]))
  const written: Written[] = []
  const warnings: string[] = []
  for (const [name, text] of Object.entries(env)) {
    const key = byName.get(name)
    if (key !== undefined && text !== undefined && text !== '') written.push({ key, text, as: name })
    else if (
      name.startsWith('ASSAY_') &&
      key === undefined &&
      !OTHER_VARIABLES.includes(name) &&
      !OTHER_PREFIX.test(name)
    ) {
      const meant = closest(name, [...byName.keys(), ...OTHER_VARIABLES])
      warnings.push(`${name} is no setting${meant ? ` (did you mean ${meant}?)` : ''}`)
    }
  }
  return { ...layerOf(written, cwd), warnings }
}
