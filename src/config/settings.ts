import { PRESETS } from '../policy/policy.ts'
import { CONFIDENCES, SEVERITIES } from '../model/severity.ts'
import { didYouMean } from '../text/closest.ts'
import { parseBytes, parseDuration } from '../text/sizes.ts'

/** How a setting is written, and what that means. `read` returns undefined for what it does not understand. */
interface Setting<T> {
  readonly about: string
  readonly expects: string
  readonly among?: readonly string[]
  /** The value is a path and relative to where it was written. */
  readonly isPath?: true
  read(text: string): T | undefined
}

function choice<const T extends string>(about: string, among: readonly T[]): Setting<T> {
  return {
    about,
    among,
    expects: `one of ${among.join(', ')}`,
    read: (text) => among.find((value) => value === text),
  }
}

function count(about: string, least = 1): Setting<number> {
  const read = (text: string): number | undefined =>
    /^\d{1,15}$/.test(text) && Number(text) >= least ? Number(text) : undefined
  return { about, expects: `a whole number from ${least}`, read }
}

function onOff(about: string): Setting<boolean> {
  const words: Readonly<Record<string, boolean>> = {
    true: true,
    '1': true,
    on: true,
    false: false,
    '0': false,
    off: false,
  }
  return { about, expects: 'true or false', read: (text) => words[text] }
}

function path(about: string): Setting<string> {
  return { about, expects: 'a path', isPath: true, read: (text) => (text === '' ? undefined : text) }
}

const formatList: Setting<readonly string[]> = {
  about: 'formats that may not be used, whatever a file holds',
  expects: 'format ids, separated by commas',
  read: (text) => text.split(',').flatMap((id) => id.trim() || []),
}

const address: Setting<string> = {
  about: 'server that load events are delivered to',
  expects: 'an https address',
  read: (text) => (/^https?:\/\/[^\s]+$/.test(text) ? text : undefined),
}

const variableList: Setting<readonly string[]> = {
  about: 'further environment variables that name models, for assay run',
  expects: 'names of variables, separated by commas',
  read: (text) => {
    const names = text.split(',').flatMap((name) => name.trim() || [])
    return names.every((name) => /^[A-Za-z_]\w*$/.test(name)) ? names : undefined
  },
}

const nameList: Setting<readonly string[]> = {
  about: 'names of packages that are yours alone, * for any letters',
  expects: 'names or patterns, separated by commas',
  read: (text) => text.split(',').flatMap((name) => name.trim() || []),
}

export interface Settings {
  readonly preset: (typeof PRESETS)[number]
  readonly 'fail-on': (typeof SEVERITIES)[number]
  readonly 'min-severity': (typeof SEVERITIES)[number]
  readonly 'min-confidence': (typeof CONFIDENCES)[number]
  readonly strict: boolean
  readonly 'deny-formats': readonly string[]
  readonly 'internal-packages': readonly string[]
  readonly 'events-url': string
  readonly 'guard-variables': readonly string[]
  readonly waivers: string
  readonly baseline: string
  /** Folder, or `off`. */
  readonly cache: string
  readonly workers: number
  readonly 'limits.depth': number
  readonly 'limits.members': number
  readonly 'limits.bytes': number
  readonly 'limits.ratio': number
  /** Milliseconds. */
  readonly 'limits.time': number
}

export type SettingKey = keyof Settings

/** Every setting, in the order in which people meet them. Keys are public. */
export const settings: { readonly [K in SettingKey]: Setting<Settings[K]> } = {
  preset: choice('a named policy to start from', PRESETS),
  'fail-on': choice('the least severity that is denied', SEVERITIES),
  'min-severity': choice('findings below are left out', SEVERITIES),
  'min-confidence': choice('findings less sure are left out', CONFIDENCES),
  strict: onOff('what could not be read leaves the decision open'),
  'deny-formats': formatList,
  'internal-packages': nameList,
  'events-url': address,
  'guard-variables': variableList,
  waivers: path('file of accepted findings'),
  baseline: path('JSON report whose findings are known'),
  cache: path('folder of the hash cache, or off'),
  workers: count('files read at the same time'),
  'limits.depth': count('containers inside containers'),
  'limits.members': count('members read from one file'),
  'limits.bytes': {
    about: 'decompressed from one file',
    expects: 'a size like 500MB or 64GiB',
    read: parseBytes,
  },
  'limits.ratio': count('decompressed size over compressed size'),
  'limits.time': { about: 'for one file', expects: 'a duration like 90s or 30m', read: parseDuration },
}

export const SETTING_KEYS = Object.keys(settings) as readonly SettingKey[]

/** `fail-on` is `ASSAY_FAIL_ON`, `limits.depth` is `ASSAY_LIMITS_DEPTH`. */
export function environmentName(key: SettingKey): string {
  return `ASSAY_${key.replaceAll(/[-.]/g, '_').toUpperCase()}`
}

/** What is wrong with a value, for the end of an error line. */
export function misfit(key: SettingKey, text: string): string {
  const { expects, among } = settings[key]
  return `must be ${expects}, not ${JSON.stringify(text)}${among ? didYouMean(text, among) : ''}`
}
