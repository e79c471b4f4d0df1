import { splitWords } from '../names/command/shell-words.ts'
import type { Launch } from '../names/command/launch.ts'
import { launchOf } from '../names/command-line.ts'
import type { ImageReference } from '../names/container-image.ts'
import { serviceOfImage, type KnownService } from '../names/known-service.ts'
import type { Use } from '../names/model-mention.ts'
import { variableUses, type Variable } from '../names/model-variable.ts'
import { parseImage } from '../names/container-image.ts'
import { fetched, gitClone, hubDownload, kaggle, ollama, spacy } from './hub-commands.ts'
import { installUses, runUses } from './installs/package-uses.ts'
import { genericUses, programUses } from './model-options.ts'
import { flagsOf, readArguments } from './options.ts'
import { pythonCodeUses } from './python-code.ts'
import { ENTRYPOINTS, MODULES, OTHER_SERVERS, PROGRAMS, type ModelProgram } from './servers.ts'

/** What one command comes to. */
export interface CommandReading {
  readonly uses: readonly Use[]
  /** Software that serves models, where the command starts it. */
  readonly server?: string
  /** Options of that server, without secrets. */
  readonly flags: readonly string[]
  /** The container that it starts. */
  readonly container?: ContainerReading & { readonly image: ImageReference }
}

export interface ContainerReading {
  readonly service?: KnownService
  readonly uses: readonly Use[]
  readonly flags: readonly string[]
}

const NOTHING: CommandReading = { uses: [], flags: [] }
/** Programs that start what comes behind their own options. */
const LAUNCHERS = new Set(
  'accelerate torchrun deepspeed srun mpirun mpiexec numactl taskset ddtrace-run opentelemetry-instrument nsys ncu xargs ray sky flock watch horovodrun rocprof conda uv poetry lm_eval llamafactory-cli swift trl autotrain axolotl'.split(
    ' ',
  ),
)
const RUNNABLE =
  /^(?:python[\d.]*|vllm|sglang|text-generation-launcher|text-embeddings-router|torchrun|accelerate|deepspeed|ollama|llama-server|litellm|hf|huggingface-cli|lmdeploy)$/
const FETCHERS = new Set(['wget', 'curl', 'aria2c', 'axel', 'http'])
const MAX_NESTING = 4

/** Reads the words of a command; those that are not known hold a `$`. */
export function commandUses(words: readonly string[], nesting = 0): CommandReading {
  const launch = launchOf(words)
  if (!launch || nesting > MAX_NESTING) return NOTHING
  const installed = installUses(launch)
  if (installed) return found([...installed, ...runUses(launch)])
  const reading = startedBy(launch, nesting)
  const packages = runUses(launch)
  return packages.length > 0 ? { ...reading, uses: [...packages, ...reading.uses] } : reading
}

function startedBy(launch: Launch, nesting: number): CommandReading {
  const rest = launch.arguments
  switch (launch.kind) {
    case 'image':
      return ofImage(launch.image, launch.run.options, launch.run.arguments)
    case 'module':
      return ofModule(launch.module, rest)
    case 'script':
      return /\.(?:py|sh)$/.test(launch.path) || !PROGRAMS.has(lastPart(launch.path))
        ? scriptOrProgram(lastPart(launch.path), rest, nesting)
        : ofProgram(lastPart(launch.path), rest, nesting)
    case 'program':
      return ofProgram(launch.program, rest, nesting)
    case 'package':
      return ofProgram(launch.spec.name, rest, nesting)
    default:
      return NOTHING
  }
}

function lastPart(path: string): string {
  return path.split('/').at(-1) ?? path
}

function ofModule(module: string, rest: readonly string[]): CommandReading {
  if (module === 'spacy') return found(spacy(rest))
  const known = MODULES.find(([pattern]) => pattern.test(module))?.[1]
  if (known) return ofGrammar(known, rest)
  if (/^(?:torch\.distributed\.(?:run|launch)|accelerate\.commands\.launch|deepspeed\.launcher)/.test(module))
    return launched(rest, 0)
  return { uses: genericUses(readArguments(rest), module), flags: [] }
}

function ofProgram(name: string, rest: readonly string[], nesting: number): CommandReading {
  if (name === 'spacy') return found(spacy(rest))
  if (/^huggingface[-_]hub$/.test(name)) return found(hubDownload('hf', rest))
  if (name === 'sbatch' || name === 'srun') {
    const wrap = rest.find((w) => w.startsWith('--wrap='))?.slice(7) ?? rest[rest.indexOf('--wrap') + 1]
    if (rest.some((w) => w.startsWith('--wrap')) && wrap !== undefined)
      return commandUses(splitWords(wrap), nesting + 1)
  }
  if (name === 'hf' || name === 'huggingface-cli') return found(hubDownload(name, rest))
  const code = /^python[\d.]*$/.test(name) ? rest[rest.indexOf('-c') + 1] : undefined
  if (code !== undefined && rest.includes('-c')) return found(pythonCodeUses(code).map((c) => c.use))
  if (name === 'git') return found(gitClone(rest))
  if (FETCHERS.has(name)) return found(fetched(name, rest))
  if (name === 'kaggle') return found(kaggle(rest))
  if (name === 'ollama')
    return {
      uses: ollama(rest),
      flags: [],
      ...((rest[0] === 'serve' || rest[0] === 'run') && { server: 'Ollama' }),
    }
  const other = OTHER_SERVERS.get(name)
  if (other) return { uses: [], server: other, flags: flagsOf(readArguments(rest)) }
  const known = PROGRAMS.get(name)
  if (known) return ofGrammar(known, rest)
  if (name === 'docker' || name === 'podman' || name === 'kubectl') return NOTHING
  if (LAUNCHERS.has(name)) return launched(rest, nesting)
  return scriptOrProgram(name, rest, nesting)
}

function ofGrammar(grammar: ModelProgram, rest: readonly string[]): CommandReading {
  const args = readArguments(rest)
  return {
    uses: programUses(grammar, args, rest),
    ...(grammar.server && { server: grammar.title }),
    flags: grammar.server ? flagsOf(args) : [],
  }
}

/** A file of somebody's own, or a program that nobody knows here: options with telling names count alone. */
function scriptOrProgram(name: string, rest: readonly string[], nesting: number): CommandReading {
  if (!/\.(?:py|sh)$/.test(name) && rest.some((w) => RUNNABLE.test(w) && w !== name) && LAUNCHERS.has(name))
    return launched(rest, nesting)
  // Names of models in the options of compilers and package managers are anything but that.
  if (
    /^(?:pip\d?|apt(?:-get)?|npm|make|cmake|gcc|docker-compose|helm|terraform|aws|gcloud|az|ssh|scp|rsync|tar|echo|printf|grep|sed|awk|cat|jq|test|\[|\[\[|export|sort|find|ls|rm|cp|mv|cd)$/.test(
      name,
    )
  )
    return NOTHING
  return found(genericUses(readArguments(rest), name))
}

/** Behind the options of a launcher: a script, a module, or another program. */
function launched(words: readonly string[], nesting: number): CommandReading {
  const inner = words.findIndex((w) => RUNNABLE.test(lastPart(w)))
  if (inner >= 0) return commandUses(words.slice(inner), nesting + 1)
  const module = words.findIndex((w) => w === '-m' || w === '--module')
  if (
    module >= 0 &&
    words[module + 1] !== undefined &&
    !words.slice(0, module).some((w) => w.endsWith('.py'))
  )
    return ofModule(words[module + 1]!, words.slice(module + 2))
  const script = words.findIndex((w) => /\.(?:py|sh)$/.test(w))
  const name = script < 0 ? (words[0] ?? '') : lastPart(words[script]!)
  return found(genericUses(readArguments(script < 0 ? words : words.slice(script + 1)), name))
}

function found(uses: readonly Use[]): CommandReading {
  return { uses, flags: [] }
}

function ofImage(
  image: ImageReference,
  options: readonly string[],
  words: readonly string[],
): CommandReading {
  const variables = options.flatMap((option, i): Variable[] => {
    const pair =
      option === '-e' || option === '--env' ? options[i + 1] : /^(?:-e|--env)=?(.+)$/.exec(option)?.[1]
    const equals = pair?.indexOf('=') ?? -1
    return pair !== undefined && equals > 0
      ? [{ name: pair.slice(0, equals), value: pair.slice(equals + 1) }]
      : []
  })
  const entry = options.findIndex((o) => o === '--entrypoint')
  const own = entry < 0 ? options.find((o) => o.startsWith('--entrypoint='))?.slice(13) : options[entry + 1]
  const command = own === undefined || own === '' ? words : [own, ...words]
  const reading = containerUses({ image, command, variables })
  return { uses: reading.uses, flags: [], container: { ...reading, image } }
}

/** What a container runs: its image's own program where it is only given options. */
export function containerUses(start: {
  readonly image?: ImageReference
  readonly command: readonly string[]
  readonly variables: readonly Variable[]
}): ContainerReading {
  const { image, command, variables } = start
  const path = image?.repository.slice(image.repository.indexOf('/') + 1)
  const byImage = path === undefined ? undefined : serviceOfImage(path)
  const reading = commandReading(byImage, command)
  const server = reading.server
  const service: KnownService | undefined =
    byImage ?? (server === undefined ? undefined : { title: server, type: 'inference-server' })
  return {
    ...(service && { service }),
    uses: [...reading.uses, ...variableUses(variables).map((v) => v.use), ...nimUse(path)],
    flags: reading.flags,
  }
}

function commandReading(service: KnownService | undefined, command: readonly string[]): CommandReading {
  const grammar = service && ENTRYPOINTS.get(service.title)
  const [first] = command
  if (first === undefined) return NOTHING
  if (
    grammar &&
    (first.startsWith('-') ||
      (/\//.test(first) && parseImage(first) === undefined && !first.startsWith('/')) ||
      isServeless(grammar, first))
  )
    return ofGrammar(grammar, command)
  if (service?.title === 'Ollama' && /^(?:pull|run|serve)$/.test(first))
    return ofProgram('ollama', command, 0)
  if (first.startsWith('-')) {
    const args = readArguments(command)
    return { uses: genericUses(args, 'a container'), flags: flagsOf(args) }
  }
  return commandUses(command)
}

/** vLLM's image takes the model without `serve` before it. */
function isServeless(grammar: ModelProgram, first: string): boolean {
  return grammar.title === 'vLLM' && first === 'serve'
}

/** NVIDIA's microservices name their model in the image. */
function nimUse(path: string | undefined): Use[] {
  const name = /^nim\/([a-z0-9-]+\/[\w.-]+)$/.exec(path ?? '')?.[1]
  if (name === undefined) return []
  return [
    {
      thing: { kind: 'api', model: { provider: 'nvidia', id: name } },
      says: 'is named by the image of its microservice',
      status: 'inferred',
    },
  ]
}
