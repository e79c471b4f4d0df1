import { readOptions, type OptionGrammar } from './options.ts'
import type { Words } from './launch.ts'
import { shellCommands, splitWords } from './shell-words.ts'

const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'ash', 'fish', 'ksh'])
/** Wrappers that run the rest of the line, with their options that take a value. */
const WRAPPERS: Readonly<
  Record<string, OptionGrammar & { readonly skip?: number; readonly separator?: true }>
> = {
  sudo: { values: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-T'] },
  doas: { values: ['-u', '-C'] },
  nohup: {},
  exec: { values: ['-a'] },
  command: {},
  time: { values: ['-f', '-o'] },
  nice: { values: ['-n'] },
  ionice: { values: ['-c', '-n'] },
  setsid: {},
  stdbuf: { values: ['-i', '-o', '-e'] },
  timeout: { values: ['-s', '-k', '--signal', '--kill-after'], skip: 1 },
  tini: { values: ['-p', '-e'] },
  'dumb-init': {},
  gosu: { skip: 1 },
  'su-exec': { skip: 1 },
  'cross-env': {},
  wsl: { values: ['-d', '-u', '--distribution', '--user', '--cd'] },
  arch: {},
  caffeinate: {},
  xvfb: {},
  'xvfb-run': { values: ['-s', '-n', '--server-args', '--server-num'] },
  dotenvx: { separator: true },
  dotenv: { separator: true },
  doppler: { separator: true },
  op: { separator: true },
  infisical: { separator: true },
  'aws-vault': { separator: true },
  mise: { separator: true },
  rtx: { separator: true },
  direnv: { skip: 2 },
  chamber: { separator: true },
}

/** The command inside of a wrapper or shell: `env A=b cmd`, `sh -c "cmd"`, `cmd /c cmd`. Undefined for other programs. */
export function unwrapped(name: string, rest: Words): Words | undefined {
  if (name === 'env') return envOf(rest)
  if (SHELLS.has(name)) {
    const at = rest.findIndex((w) => /^-[a-zA-Z]*c$/.test(w))
    const script = at >= 0 && rest.slice(0, at).every((w) => w.startsWith('-')) ? rest[at + 1] : undefined
    return script === undefined ? undefined : mainCommand(script)
  }
  if (name === 'cmd') {
    const at = rest.findIndex((w) => /^\/[ck]$/i.test(w))
    if (at < 0) return undefined
    const tail = rest.slice(at + 1)
    return tail.length === 1 ? splitWords(tail[0]!) : tail
  }
  if (name === 'powershell' || name === 'pwsh') {
    const at = rest.findIndex((w) => /^-c(?:ommand)?$/i.test(w))
    const tail = rest.slice(at + 1)
    const words = tail.length === 1 ? splitWords(tail[0]!.replace(/^&\s*/, '')) : tail
    return at < 0 ? undefined : words
  }
  const grammar = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined
  if (!grammar) return undefined
  if (grammar.separator) {
    const at = rest.indexOf('--')
    return at < 0 ? undefined : rest.slice(at + 1)
  }
  const { positional } = readOptions(rest, { ...grammar, stop: true })
  return positional.slice(grammar.skip ?? 0)
}

/** What prepares the ground for the command that matters. */
const PREPARATIONS = new Set(
  'cd source . export set echo mkdir sleep test [ ulimit umask trap : pushd popd true printf unset eval'.split(
    ' ',
  ),
)

/** Of the script of a `-c`: the command that is more than preparation. */
function mainCommand(script: string): Words {
  const commands = shellCommands(script)
    .map(({ words }) => words.map((w) => w.text))
    .filter((words) => words.length > 0)
  return commands.find(([first = '']) => !PREPARATIONS.has(first)) ?? commands.at(-1) ?? []
}

function envOf(rest: Words): Words {
  const split = rest.findIndex((w) => w === '-S' || w === '--split-string')
  const words =
    split >= 0
      ? [...rest.slice(0, split), ...splitWords(rest[split + 1] ?? ''), ...rest.slice(split + 2)]
      : rest
  return readOptions(words, { values: ['-u', '--unset', '-C', '--chdir'], stop: true }).positional
}
