import type { AskedPackage } from '../../names/asked-package.ts'
import { afterSubcommand, type Words } from '../../names/command/launch.ts'
import { readOptions } from '../../names/command/options.ts'
import { channelName } from '../../names/conda-channel.ts'
import { parseMatchSpec } from '../../names/conda-spec.ts'
import { knownPart } from './known-part.ts'
import { askedOf } from './python.ts'

const VALUES: Words = (
  '-n --name -p --prefix -c --channel --file --solver --platform --subdir --repodata-fn --revision -r --root-prefix ' +
  '--clone --experimental --log-level --rc-file --manifest-path --feature --git --branch --tag --rev ' +
  '--environment --expose --with'
).split(' ')
const PROGRAMS = /^(?:conda|mamba|micromamba)$/

/** What `conda install` and its kin are asked for; undefined for other commands. */
export function condaInstalls(program: string, rest: Words): readonly AskedPackage[] | undefined {
  const words = PROGRAMS.test(program)
    ? afterSubcommand(rest, ['install', 'create'], VALUES)
    : program === 'pixi'
      ? (afterSubcommand(rest, ['add'], VALUES) ?? globally(rest))
      : undefined
  if (!words) return undefined
  if (program === 'pixi' && words.includes('--pypi')) return askedOf(words)
  // `-f` is a file to micromamba and a feature to pixi; conda's own forces.
  const values = /^conda$/.test(program) ? VALUES : [...VALUES, '-f', '-e']
  const { positional, valuesOf, has } = readOptions(words, { values })
  const channels = valuesOf('-c', '--channel')
  const only =
    has('--override-channels') && channels.length === 1 && !/\s|\$/.test(channels[0]!)
      ? channelName(channels[0]!)
      : undefined
  return positional.flatMap((word) => condaWord(word, only) ?? [])
}

function globally(rest: Words): Words | undefined {
  const words = afterSubcommand(rest, ['global'], VALUES)
  return words && afterSubcommand(words, ['install', 'add'], VALUES)
}

function condaWord(word: string, only: string | undefined): AskedPackage | undefined {
  const text = knownPart(word)
  if (text === undefined || /^[./~]|:\/\/[^:]*$|\.(?:conda|tar\.bz2|ya?ml|txt)$/.test(text)) return undefined
  const spec = parseMatchSpec(text)
  if (!spec || spec.name.startsWith('__') || /[^\w.-]/.test(spec.name)) return undefined
  const { name, version, requirement, build, subdir } = spec
  const channel = spec.channel ?? only
  const fixed = build !== undefined && !/[*^$]/.test(build) ? build : undefined
  return {
    kind: 'package',
    ecosystem: 'conda',
    name,
    ...(version && { version }),
    ...(requirement && { requirement }),
    source: { kind: 'registry' },
    ...((channel ?? subdir ?? fixed) && {
      conda: { ...(channel && { channel }), ...(subdir && { subdir }), ...(fixed && { build: fixed }) },
    }),
  }
}
