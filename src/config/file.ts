import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from '../model/usage-error.ts'
import { layerOf, type Layer, type Written } from './layers.ts'
import { SETTING_KEYS, type SettingKey } from './settings.ts'

/** Reads `assay.yml`. Throws `UsageError` with one line that names file and key. */
export async function fileLayer(file: string, shownAs: string): Promise<Layer> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError(`${shownAs}: cannot be read (${code})`, { cause: error })
  }
  const [{ parse }, { CONFIG_KEYS, configSchema }, { firstIssue }] = await Promise.all([
    import('yaml'),
    import('./schema.ts'),
    import('../text/issue.ts'),
  ])
  let content: unknown
  try {
    content = parse(text)
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0]!.replace(/:$/, '') : String(error)
    throw new UsageError(`${shownAs}: is not YAML: ${said}`, { cause: error })
  }
  const parsed = configSchema.safeParse(content ?? {}, { reportInput: true })
  if (!parsed.success) throw new UsageError(`${shownAs}: ${firstIssue(parsed.error, CONFIG_KEYS)}`)
  return { ...layerOf(flattened(parsed.data, shownAs), dirname(file)), origin: () => shownAs }
}

function flattened(data: Readonly<Record<string, unknown>>, shownAs: string, prefix = ''): Written[] {
  return Object.entries(data).flatMap(([name, value]) => {
    if (name === '$schema' || value === undefined) return []
    const key = `${prefix}${name}`
    if (isSetting(key)) {
      const text = value === false && key === 'cache' ? 'off' : scalarText(value)
      return [{ key, text, as: `${shownAs}: ${key}` }]
    }
    return flattened(value as Readonly<Record<string, unknown>>, shownAs, `${key}.`)
  })
}

function isSetting(key: string): key is SettingKey {
  return (SETTING_KEYS as readonly string[]).includes(key)
}

/** The schema let through scalars and lists of text. */
function scalarText(value: unknown): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(',') : JSON.stringify(value)
}
