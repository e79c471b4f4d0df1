import { resolve } from 'node:path'
import { layerOf, type Layer, type Written } from '../config/layers.ts'
import { resolveConfig, type Config } from '../config/resolve.ts'
import { SETTING_KEYS, type SettingKey } from '../config/settings.ts'
import { UsageError } from '../model/usage-error.ts'
import { didYouMean } from '../text/closest.ts'
import type { Invocation } from './command.ts'
import type { Io } from './io.ts'

/** The configuration for a scan of these paths under these flags. */
export function configOf(
  targets: readonly string[],
  options: Invocation['options'],
  io: Io,
): Promise<Config> {
  const { config } = options
  return resolveConfig({
    cwd: io.cwd,
    env: io.env,
    targets: targets.filter((t) => t !== '-'),
    flags: flagLayer(options, io.cwd),
    file: typeof config === 'string' ? resolve(io.cwd, config) : config === false ? false : undefined,
  })
}

const FLAGS: readonly (readonly [option: string, key: SettingKey])[] = [
  ['failOn', 'fail-on'],
  ['minSeverity', 'min-severity'],
  ['minConfidence', 'min-confidence'],
  ['preset', 'preset'],
  ['strict', 'strict'],
  ['waivers', 'waivers'],
  ['baseline', 'baseline'],
  ['workers', 'workers'],
]

function flagLayer(options: Invocation['options'], cwd: string): Layer {
  const written: Written[] = FLAGS.flatMap(([option, key]) => {
    const value = options[option]
    // `--no-waivers` is no value of the setting.
    return value === undefined || value === false ? [] : [{ key, text: String(value), as: `--${key}` }]
  })
  if (options['cache'] === false) written.push({ key: 'cache', text: 'off', as: '--no-cache' })
  for (const text of (options['limit'] ?? []) as readonly string[]) written.push(limitFlag(text))
  return layerOf(written, cwd)
}

function limitFlag(text: string): Written {
  const [name = '', ...rest] = text.split('=')
  const names = SETTING_KEYS.flatMap((key) => (key.startsWith('limits.') ? key.slice('limits.'.length) : []))
  if (rest.length === 0)
    throw new UsageError(`--limit ${text}: is written as name=value, for example depth=4`)
  const key = SETTING_KEYS.find((k) => k === `limits.${name}`)
  if (!key)
    throw new UsageError(
      `--limit ${text}: there is no limit ${name}${didYouMean(name, names) || `: ${names.join(', ')}`}`,
    )
  return { key, text: rest.join('='), as: `--limit ${name}` }
}
