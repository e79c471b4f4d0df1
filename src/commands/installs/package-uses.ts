import { askedOfSpec, type AskedPackage } from '../../names/asked-package.ts'
import type { Launch } from '../../names/command/launch.ts'
import { readOptions } from '../../names/command/options.ts'
import type { Use } from '../../names/model-mention.ts'
import { condaInstalls } from './conda.ts'
import { npmInstalls } from './npm.ts'
import { onlyIndex, pythonInstalls } from './python.ts'
import { pythonWord } from './python-word.ts'

/** The packages that an installer is asked for; undefined when the command is no installer's. */
export function installUses(launch: Launch): readonly Use[] | undefined {
  const program = programOf(launch)
  if (program === undefined) return undefined
  const rest = launch.arguments
  const asked = pythonInstalls(program, rest) ?? npmInstalls(program, rest) ?? condaInstalls(program, rest)
  return asked?.map((thing) => useOf(thing, `is installed by ${program}`))
}

/** A package that is fetched to be run, and what is installed beside it: `npx name`, `uvx --with other name`. */
export function runUses(launch: Launch): readonly Use[] {
  const { runner, options } = launch
  const read = readOptions(options, { values: RUN_VALUES })
  const own = packageOf(launch, read.valuesOf('--registry').at(-1) ?? onlyIndex(read))
  const beside = runner.startsWith('uv')
    ? read
        .valuesOf('--with')
        .flatMap((list) => list.split(','))
        .flatMap((word) => pythonWord(word.trim(), onlyIndex(read)) ?? [])
    : []
  return [...(own ? [own] : []), ...beside].map((thing) => useOf(thing, `is run by ${runner}`))
}

const RUN_VALUES: readonly string[] = [
  '--with',
  '--registry',
  '-i',
  '--index-url',
  '--default-index',
  '--index',
  '--extra-index-url',
  '-f',
  '--find-links',
]

function packageOf(launch: Launch, index: string | undefined): AskedPackage | undefined {
  if (launch.kind !== 'package' || (launch.registry !== 'npm' && launch.registry !== 'pypi')) return undefined
  return askedOfSpec(launch.registry, launch.spec, index)
}

function programOf(launch: Launch): string | undefined {
  switch (launch.kind) {
    case 'program':
      return launch.program
    case 'module':
      return launch.module
    case 'script':
      return launch.path.split('/').at(-1)
    default:
      return undefined
  }
}

function useOf(thing: AskedPackage, says: string): Use {
  return { thing, says, status: 'declared' }
}
