import { parseImage } from '../container-image.ts'
import { parseGitSpec, parseNpmSpec, type PackageSpec } from '../package-spec.ts'
import { readImageRun } from './image-run.ts'
import { afterSubcommand, started, type Launch, type LaunchReader, type Words } from './launch.ts'
import { bunX } from './npm-runners.ts'
import { readOptions } from './options.ts'

const NODE_VALUES: Words = (
  '-r --require --import --loader --experimental-loader -C --conditions --env-file --stack- ' +
  'size --project -P --tsconfig'
).split(' ')
const DENO_VALUES: Words = ['-c', '--config', '--import-map', '--lock', '--cert', '--location', '--env-file']
const DOCKER_VALUES: Words = ['--context', '-c', '-H', '--host', '--config', '-l', '--log-level']

function script(runner: string, rest: Words, values: Words = NODE_VALUES): Launch | undefined {
  const { options, positional } = readOptions(rest, { values, stop: true })
  const [path, ...args] = positional
  if (path === undefined || options.includes('-e') || options.includes('--eval')) return undefined
  const start = started(runner, options, args)
  if (!/^(?:https?|npm|jsr):/.test(path))
    return { ...start, kind: 'script', path: path.replace(/^file:\/\//, '') }
  // `npm:name@1/subpath`
  const spec = path.startsWith('npm:')
    ? parseNpmSpec(path.replace(/^(npm:(?:@[^/]{1,200}\/)?[^/]{1,200})\/.*$/, '$1'))
    : undefined
  return spec ? { ...start, kind: 'package', registry: 'npm', spec } : { ...start, kind: 'url', url: path }
}

function container(runner: string, rest: Words): Launch | undefined {
  const words =
    afterSubcommand(rest, ['run'], DOCKER_VALUES) ??
    afterSubcommand(afterSubcommand(rest, ['container'], DOCKER_VALUES) ?? [], ['run'])
  const run = words && readImageRun(words)
  const image = run && parseImage(run.image)
  if (!image) return undefined
  return {
    ...started(runner, run.options, run.arguments),
    environment: run.environment,
    kind: 'image',
    image,
    run,
  }
}

function exactOr(name: string, version: string | undefined): PackageSpec {
  if (version === undefined) return { name }
  return /^v?\d+\.\d+\.\d+(?:[-+.][0-9A-Za-z.+-]+)?$/.test(version)
    ? { name, version }
    : { name, requirement: version }
}

export const INTERPRETERS: Readonly<Record<string, LaunchReader>> = {
  node: (rest) => script('node', rest),
  nodejs: (rest) => script('node', rest),
  tsx: (rest) => script('tsx', rest[0] === 'watch' ? rest.slice(1) : rest),
  'ts-node': (rest) => script('ts-node', rest),
  bun: (rest) => bunX(rest) ?? script('bun', afterSubcommand(rest, ['run']) ?? rest),
  deno: (rest) => {
    const words = afterSubcommand(rest, ['run', 'serve'])
    return words && script('deno', words, DENO_VALUES)
  },
  ruby: (rest) => script('ruby', rest, ['-r', '-I']),
  perl: (rest) => script('perl', rest, ['-I']),
  php: (rest) => script('php', rest, ['-d', '-c']),
  java: (rest) => {
    const at = rest.indexOf('-jar')
    const path = at < 0 ? undefined : rest[at + 1]
    if (path === undefined) return undefined
    return { ...started('java', rest.slice(0, at), rest.slice(at + 2)), kind: 'script', path }
  },
  dotnet: (rest) => {
    const { positional, valuesOf } = readOptions(rest, {
      values: ['--project', '-p', '-c', '--configuration', '-f', '--framework'],
    })
    const path =
      positional[0] === 'run' ? valuesOf('--project', '-p')[0] : positional.find((w) => w.endsWith('.dll'))
    return path === undefined ? undefined : { ...started('dotnet', [], []), kind: 'script', path }
  },
  dnx: (rest) => {
    const { options, positional, valuesOf } = readOptions(rest, {
      values: ['--version', '--source', '--add-source'],
      stop: true,
    })
    const [name, at] = (positional[0] ?? '').split('@')
    if (!name) return undefined
    const spec = exactOr(name, at ?? valuesOf('--version')[0])
    return { ...started('dnx', options, positional.slice(1)), kind: 'package', registry: 'nuget', spec }
  },
  go: (rest) => {
    const words = afterSubcommand(rest, ['run'])
    if (!words) return undefined
    const { options, positional } = readOptions(words, {
      values: ['-C', '-tags', '-mod', '-ldflags'],
      stop: true,
    })
    const [path, at] = (positional[0] ?? '').split('@')
    if (!path) return undefined
    const start = started('go run', options, positional.slice(1))
    if (at === undefined) return { ...start, kind: 'script', path }
    return { ...start, kind: 'package', registry: 'golang', spec: exactOr(path, at) }
  },
  nix: (rest) => {
    const words = afterSubcommand(rest, ['run'])
    if (!words) return undefined
    const { options, positional } = readOptions(words, { stop: true })
    const spec = parseGitSpec(positional[0] ?? '')
    return spec && { ...started('nix run', options, positional.slice(1)), kind: 'git', spec }
  },
  docker: (rest) => container('docker', rest),
  podman: (rest) => container('podman', rest),
  nerdctl: (rest) => container('nerdctl', rest),
}
