import { parseGitSpec, parsePypiSpec } from '../package-spec.ts'
import { afterSubcommand, isPath, started, type Launch, type LaunchReader, type Words } from './launch.ts'
import { readOptions } from './options.ts'

const VALUES: Words = (
  '--from --spec --with --with-editable --with-requirements --python -p --directory --project ' +
  '--index --index-url -i --extra-index-url --default-index --find-links -f --env-file ' +
  '--group --only-group --no-group --extra --package --refresh-package -w --upgrade-package ' +
  '-P --cache-dir --config-file --pip-args -c --constraints --overrides --exclude-newer ' +
  '--prerelease --resolution --index-strategy --keyring-provider --link-mode --color ' +
  '--python-platform --suffix --preinstall'
).split(' ')
/** Launchers of project tools: what follows runs in the environment of the project. */
const PROJECT_TOOLS: Readonly<Record<string, Words>> = {
  poetry: ['-C', '--directory', '-P', '--project'],
  pdm: ['-p', '--project'],
  pixi: ['--manifest-path', '-e', '--environment'],
  hatch: ['-e', '--env', '-p', '--project'],
  rye: [],
  pipenv: [],
}

/** `uvx` and its kin: what follows is a distribution, a repository, an address or a folder. */
function tool(runner: string, rest: Words): Launch | undefined {
  const { options, positional, valuesOf } = readOptions(rest, { values: VALUES, stop: true })
  const wanted = valuesOf('--from', '--spec')[0] ?? positional[0]
  if (wanted === undefined || wanted === '') return undefined
  const start = started(runner, options, positional.slice(1))
  const spec = parsePypiSpec(wanted)
  if (spec) return { ...start, kind: 'package', registry: 'pypi', spec }
  const git = parseGitSpec(wanted)
  if (git) return { ...start, kind: 'git', spec: git }
  const url = /^(?:[\w.-]{1,200}\s*@\s*)?(https?:\/\/\S+)$/.exec(wanted)?.[1]
  return url === undefined ? { ...start, kind: 'script', path: wanted } : { ...start, kind: 'url', url }
}

function uv(rest: Words, launch: LaunchReader): Launch | undefined {
  const outer = readOptions(rest, { values: VALUES, stop: true })
  const directory = outer.valuesOf('--directory', '--project')[0]
  const [command, second] = outer.positional
  if (command === 'tool' && second === 'run') return tool('uv tool run', outer.positional.slice(2))
  if (command === 'x') return tool('uvx', outer.positional.slice(1))
  if (command !== 'run') return undefined
  const run = readOptions(outer.positional.slice(1), { values: VALUES, stop: true })
  const place = run.valuesOf('--directory', '--project')[0] ?? directory
  const found = inProject('uv run', run.options, run.positional, launch, run.has('-m', '--module'))
  return found && (place === undefined ? found : { ...found, directory: found.directory ?? place })
}

/** A script, a module or a program of the environment. */
function inProject(
  runner: string,
  options: Words,
  words: Words,
  launch: LaunchReader,
  isModule = false,
): Launch | undefined {
  const [first, ...rest] = words
  if (first === undefined) return undefined
  const start = started(runner, options, rest)
  if (isModule) return { ...start, kind: 'module', module: first }
  if (/^https?:\/\//.test(first)) return { ...start, kind: 'url', url: first }
  if (/\.(?:py|js|ts|mjs)$/.test(first)) return { ...start, kind: 'script', path: first }
  const inner = launch(words)
  return inner && { ...inner, runner, options: [...options, ...inner.options] }
}

/** `python server.py`, `python -m name`, `python -m uv …`. */
export function python(name: string, rest: Words, launch: LaunchReader): Launch | undefined {
  if (!/^(?:pythonw?|py|pypy)(?:\d(?:\.\d{1,2})?t?)?$/.test(name)) return undefined
  const { options, positional } = readOptions(rest, { values: ['-W', '-X', '-m', '-c'], stop: true })
  const at = rest.findIndex((w) => /^-[a-zA-Z]*m$/.test(w))
  if (at >= 0 && at < options.length) {
    const module = rest[at + 1]
    if (module === undefined || module === '') return undefined
    const tail = rest.slice(at + 2)
    const runner =
      module === 'uv' ? uv(tail, launch) : module === 'pipx' ? runners.pipx!(tail, launch) : undefined
    return runner ?? { ...started(name, rest.slice(0, at), tail), kind: 'module', module }
  }
  const [path, ...args] = positional
  if (path === undefined || options.includes('-c')) return undefined
  return { ...started(name, options, args), kind: 'script', path }
}

/** `mcp run server.py:app`: the development command of the MCP SDK. */
function mcpRun(runner: string, rest: Words): Launch | undefined {
  const { positional } = readOptions(rest, {
    values: ['-t', '--transport', '--with', '--with-editable', '-f'],
  })
  const [command, target, ...args] = positional
  if ((command !== 'run' && command !== 'dev') || target === undefined) return undefined
  const path = target.replace(/(\.py):\w+$/, '$1')
  return path.endsWith('.py') || isPath(path)
    ? { ...started(`${runner} ${command}`, [], args), kind: 'script', path }
    : undefined
}

type ProjectReader = (rest: Words, launch: LaunchReader) => Launch | undefined

const runners: Readonly<Record<string, ProjectReader>> = {
  uvx: (rest) => tool('uvx', rest),
  uv,
  pipx: (rest) => {
    const words = afterSubcommand(rest, ['run'])
    return words && tool('pipx run', words)
  },
  mcp: (rest) => mcpRun('mcp', rest),
  fastmcp: (rest) => mcpRun('fastmcp', rest),
  conda: (rest, launch) => {
    const words = afterSubcommand(rest, ['run'])
    const values: Words = ['-n', '--name', '-p', '--prefix', '--cwd']
    return words && inProject('conda run', [], readOptions(words, { values, stop: true }).positional, launch)
  },
  ...Object.fromEntries(
    Object.entries(PROJECT_TOOLS).map(([name, values]): [string, ProjectReader] => [
      name,
      (rest, launch) => {
        const words = afterSubcommand(rest, ['run'], values)
        return words && inProject(`${name} run`, [], words, launch)
      },
    ]),
  ),
}

export const PYTHON_RUNNERS: Readonly<Record<string, ProjectReader>> = runners
