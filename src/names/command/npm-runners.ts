import { parseGitSpec, parseNpmSpec } from '../package-spec.ts'
import { afterSubcommand, started, type Launch, type LaunchReader, type Words } from './launch.ts'
import { readOptions } from './options.ts'
import { splitWords } from './shell-words.ts'

const VALUES: Words = (
  '-p --package -c --call -w --workspace --registry --cache --userconfig --prefix --node- ' +
  'options -n --loglevel'
).split(' ')
const PNPM_VALUES: Words = ['-C', '--dir', '--filter', '-F', '--package']

/** `npx` and its kin: what follows is a package, a repository, an address or a folder. */
function run(runner: string, rest: Words): Launch | undefined {
  const { options, positional, valuesOf } = readOptions(rest, { values: VALUES, stop: true })
  const call = valuesOf('-c', '--call')[0]
  const packages = valuesOf('-p', '--package')
  const words = call === undefined ? positional : splitWords(call)
  const wanted = chosen(packages, words[0])
  if (wanted === undefined) return undefined
  const start = started(runner, options, words.slice(1))
  if (/^https?:\/\//.test(wanted) && !/\.git(?:#|$)/.test(wanted))
    return { ...start, kind: 'url', url: wanted }
  if (/^(?:\.{0,2}[/\\]|\.{1,2}$|file:|[A-Za-z]:\\|~)/.test(wanted))
    return { ...start, kind: 'script', path: wanted.replace(/^file:/, '') }
  const spec = parseNpmSpec(wanted)
  if (spec) return { ...start, kind: 'package', registry: 'npm', spec }
  const git = parseGitSpec(wanted, true)
  return git && { ...start, kind: 'git', spec: git }
}

/** With `--package`, the first word is a program of that package; of several packages, of the one with its name. */
function chosen(packages: Words, program: string | undefined): string | undefined {
  const namesake = packages.find((p) => program !== undefined && parseNpmSpec(p)?.name.endsWith(program))
  return namesake ?? packages[0] ?? program
}

function after(runner: string, rest: Words, names: Words, values: Words): Launch | undefined {
  const words = afterSubcommand(rest, names, values)
  // Options of `pnpm --package=x dlx y` stand before the subcommand.
  const before = words
    ? rest.slice(0, rest.length - words.length - 1).filter((w) => w.startsWith('--package'))
    : []
  return words && run(runner, [...before, ...words])
}

export const NPM_RUNNERS: Readonly<Record<string, LaunchReader>> = {
  npx: (rest) => run('npx', rest),
  pnpx: (rest) => run('pnpx', rest),
  bunx: (rest) => run('bunx', rest),
  npm: (rest) => after('npm exec', rest, ['exec', 'x'], ['--prefix', '-C']),
  pnpm: (rest) => after('pnpm dlx', rest, ['dlx'], PNPM_VALUES),
  yarn: (rest) => after('yarn dlx', rest, ['dlx'], ['--cwd']),
}

/** `bun x package`. */
export function bunX(rest: Words): Launch | undefined {
  return after('bun x', rest, ['x'], ['--cwd'])
}
