import type { AskedPackage } from '../../names/asked-package.ts'
import { afterSubcommand, type Words } from '../../names/command/launch.ts'
import { readOptions, type ReadOptions } from '../../names/command/options.ts'
import { pythonWord } from './python-word.ts'

/** Options that take a value, of pip, uv, Poetry, PDM, Pipenv and pipx. */
const VALUES: Words = (
  '-r --requirement --requirements -c --constraint --constraints -e --editable -t --target --prefix --root --src ' +
  '--upgrade-strategy --platform --python-version --implementation --abi -i --index-url --extra-index-url -f --find-links ' +
  '--no-binary --only-binary --progress-bar --report --root-user-action -C --config-settings --config-setting ' +
  '--global-option --build-option --cache-dir --timeout --retries --proxy --trusted-host --cert --client-cert --log ' +
  '--exists-action --python --use-feature --use-deprecated --keyring-provider --group --only-group --index ' +
  '--default-index --index-strategy --resolution --prerelease --exclude-newer --link-mode --torch-backend ' +
  '--python-platform --optional --extra --extras --tag --branch --rev --package --project --directory --override ' +
  '--overrides -b --build-constraint --build-constraints --script --bounds -m --marker -P --upgrade-package ' +
  '--reinstall-package --refresh-package --no-build-package --no-binary-package --config-file --with -G -E --source ' +
  '--venv --categories --pypi-mirror --pip-args --suffix --spec -p --dependency-groups --allow-insecure-host'
).split(' ')

type Reader = (rest: Words) => Words | undefined

const plain =
  (...names: readonly string[]): Reader =>
  (rest) =>
    afterSubcommand(rest, names, VALUES)

/** Words behind the subcommand that installs, by program. */
const PROGRAMS: Readonly<Record<string, readonly Reader[]>> = {
  uv: [
    plain('add'),
    (rest) => nested(rest, 'pip', 'install'),
    (rest) => nested(rest, 'tool', 'install'),
    (rest) => nested(rest, 'tool', 'upgrade'),
  ],
  poetry: [plain('add'), (rest) => nested(rest, 'self', 'add')],
  pdm: [plain('add'), (rest) => nested(rest, 'self', 'add')],
  rye: [plain('add'), (rest) => nested(rest, 'tools', 'install'), plain('install')],
  pipenv: [plain('install')],
  pipx: [plain('install', 'upgrade')],
}

function nested(rest: Words, first: string, second: string): Words | undefined {
  const words = afterSubcommand(rest, [first], VALUES)
  return words && afterSubcommand(words, [second], VALUES)
}

/** What `pip install` and its kin are asked for; undefined for other commands. */
export function pythonInstalls(program: string, rest: Words): readonly AskedPackage[] | undefined {
  const readers = /^pip[\d.]*$/.test(program)
    ? [plain('install')]
    : Object.hasOwn(PROGRAMS, program)
      ? PROGRAMS[program]!
      : []
  for (const reader of readers) {
    const words = reader(rest)
    if (words) return askedOf(words)
  }
  return undefined
}

export function askedOf(words: Words): readonly AskedPackage[] {
  const read = readOptions(words, { values: VALUES })
  const index = onlyIndex(read)
  return [
    ...read.positional.flatMap((word) => pythonWord(word, index) ?? []),
    ...read.valuesOf('-e', '--editable').flatMap((word) => pythonWord(word, index, true) ?? []),
  ]
}

/** With one index and nothing beside it there is no other place that packages come from. */
export function onlyIndex({ valuesOf, has }: ReadOptions): string | undefined {
  const index = valuesOf('-i', '--index-url', '--default-index', '--pypi-mirror').at(-1)
  const beside = has('--extra-index-url', '--index', '-f', '--find-links', '--no-index', '--torch-backend')
  return beside || index === undefined || !/^https?:\/\/[^\s$]+$/.test(index) ? undefined : index
}
