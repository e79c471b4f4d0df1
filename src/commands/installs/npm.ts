import { askedOfSpec, type AskedPackage } from '../../names/asked-package.ts'
import { afterSubcommand, type Words } from '../../names/command/launch.ts'
import { readOptions } from '../../names/command/options.ts'
import { parseNpmSpec } from '../../names/package-spec.ts'
import { knownPart } from './known-part.ts'

const VALUES: Words = (
  '--registry --prefix -C --dir --cwd --workspace --cache --userconfig --loglevel --filter -F --tag --omit ' +
  '--include --save-prefix --before --node-linker --store-dir --cache-folder --modules-folder --otp --cpu --os --libc'
).split(' ')
const INSTALL: Readonly<Record<string, readonly string[]>> = {
  npm: ['install', 'i', 'add', 'in'],
  pnpm: ['add', 'install', 'i'],
  yarn: ['add'],
  bun: ['add', 'install', 'i', 'a'],
}
const LOCAL = /^[.~/\\]|\.(?:tgz|tar\.gz)$/

/** What `npm install` and its kin are asked for by name; undefined for other commands. */
export function npmInstalls(program: string, rest: Words): readonly AskedPackage[] | undefined {
  if (!Object.hasOwn(INSTALL, program)) return undefined
  const names = INSTALL[program]!
  const global = program === 'yarn' ? afterSubcommand(rest, ['global'], VALUES) : undefined
  const words = afterSubcommand(global ?? rest, names, VALUES)
  if (!words) return undefined
  // `-w` names a workspace to npm; to pnpm it is a switch.
  const { positional, valuesOf } = readOptions(words, {
    values: program === 'npm' ? [...VALUES, '-w'] : VALUES,
  })
  const index = valuesOf('--registry').at(-1)
  const registry = index !== undefined && /^https?:\/\/[^\s$]+$/.test(index) ? index : undefined
  return positional.flatMap((word) => {
    const text = knownPart(word)
    const spec = text === undefined || LOCAL.test(text) ? undefined : parseNpmSpec(text)
    return spec ? [askedOfSpec('npm', spec, registry)] : []
  })
}
