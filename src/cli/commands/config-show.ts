import { isAbsolute, relative } from 'node:path'
import { SETTING_KEYS } from '../../config/settings.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { configOf } from '../scan-config.ts'

/** Prints YAML that could be an `assay.yml`, with the origin of each value as a comment. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const config = await configOf(args.length > 0 ? args : ['.'], options, io)
  const rows = SETTING_KEYS.flatMap((key) => {
    const value = config.values[key]
    return value === undefined
      ? []
      : [[`${key}: ${shown(value, io.cwd)}`, config.origins.get(key) ?? ''] as const]
  })
  const left = Math.min(48, Math.max(...rows.map(([text]) => text.length)))
  const file = config.file ? `configuration file: ${visible(config.file)}` : 'no configuration file'
  await io.print(
    `# ${file}\n${rows.map(([text, origin]) => `${text.padEnd(left)}  # ${visible(origin)}\n`).join('')}`,
  )
  for (const line of config.warnings) io.say(`warning: ${visible(line)}`)
  return EXIT.allowed
}

function shown(value: unknown, cwd: string): string {
  if (typeof value !== 'string') return Array.isArray(value) ? `[${value.join(', ')}]` : String(value)
  const near = isAbsolute(value) ? relative(cwd, value) : value
  return visible(near.startsWith('..') ? value : near)
}
