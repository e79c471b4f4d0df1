import { accessSync, constants, existsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { dirname, relative } from 'node:path'
import { policyOf, type Config } from '../../config/resolve.ts'
import { formats } from '../../formats.ts'
import { rules } from '../../rules.ts'
import { painter } from '../../text/paint.ts'
import { formatBytes } from '../../text/sizes.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { waiversFor } from '../report-of.ts'
import { configOf } from '../scan-config.ts'
import { wantsColour, widthOf, type ColourChoice } from '../terminal.ts'
import { version } from '../version.ts'

interface Check {
  readonly name: string
  readonly look: () => string | Promise<string>
}

/** Each check says what it found or throws what is wrong; one that fails does not hide the others. */
export async function run({ options, io }: Invocation): Promise<ExitCode> {
  const paint = painter(wantsColour((options['color'] ?? 'auto') as ColourChoice, io.stdout, io.env))
  let bad = 0
  for (const { name, look } of checks(options, io)) {
    const result = await attempt(look)
    if (!result.ok) bad++
    const mark = result.ok ? paint('ok  ', 'green') : paint('BAD ', 'alarm')
    await io.print(`${mark} ${name.padEnd(14)} ${visible(result.says)}\n`)
  }
  await io.print(bad === 0 ? 'Everything is in order.\n' : `${bad} of these need a look.\n`)
  return bad === 0 ? EXIT.allowed : EXIT.failed
}

function checks(options: Invocation['options'], io: Io): Check[] {
  const config = (): Promise<Config> => configOf(['.'], options, io)
  return [
    { name: 'assay', look: () => `${version()}, ${formats.length} formats, ${rules.length} rules` },
    { name: 'node', look: () => `${process.version} on ${process.platform} ${process.arch}` },
    {
      name: 'machine',
      look: () => `${availableParallelism()} processors, ${formatBytes(totalmem())} of memory`,
    },
    { name: 'configuration', look: async () => configurationSays(await config()) },
    {
      name: 'waivers',
      look: async () => `${(await waiversFor(['.'], await config(), io)).waivers.length} in force`,
    },
    { name: 'hash cache', look: async () => cacheSays((await config()).values.cache, io) },
    { name: 'terminal', look: () => terminalSays(io) },
  ]
}

async function attempt(look: Check['look']): Promise<{ ok: boolean; says: string }> {
  try {
    return { ok: true, says: await look() }
  } catch (error) {
    return { ok: false, says: error instanceof Error ? error.message : String(error) }
  }
}

function configurationSays(config: Config): string {
  policyOf(config.values)
  const [warning] = config.warnings
  if (warning !== undefined) throw new Error(warning)
  return config.file ?? 'no assay.yml, defaults are in force'
}

function cacheSays(folder: string, io: Io): string {
  if (folder === 'off') return 'off'
  let nearest = folder
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest)
  try {
    accessSync(nearest, constants.W_OK)
  } catch (error) {
    throw new Error(`${nearest} cannot be written to; files are hashed again in each run`, { cause: error })
  }
  const near = relative(io.cwd, folder)
  return near.startsWith('..') ? folder : near
}

function terminalSays(io: Io): string {
  const colour = wantsColour('auto', io.stdout, io.env) ? 'colour' : 'no colour'
  return `${io.stdout.isTTY ? 'a terminal' : 'no terminal'}, ${widthOf(io.stdout, io.env)} columns, ${colour}`
}
