import type { Launch } from '../names/command/launch.ts'
import type { AttributeDraft } from '../names/mention.ts'
import { hostOf } from '../text/web-address.ts'
import { maskedWord } from './masked.ts'

const MAX_PERMISSIONS = 500
/** Servers that open the folders in their arguments to a model. */
const FILE_SERVER = /(?:^|[-_/@])(?:file-?systems?|files?|fs|desktop-commander|text-editor)(?:[-_/]|$)/i
/** Options whose file is only read. */
const READ_ONLY_OPTION =
  /config|cert|ca-?file|key-?file|env-?file|credential|schema|openapi|spec|prompt|template|token-?file/i
const READ_ONLY_FLAG = /^--?(?:read-?only|readonly)(?:=true)?$/i
const ABSOLUTE =
  /^(?:\/[\w.@~-]|~(?:\/|$)|[A-Za-z]:[\\/]|\\\\[\w.]|\$\{(?:HOME|userHome|workspaceFolder|workspaceRoot|CLAUDE_PROJECT_DIR|CLAUDE_PLUGIN_ROOT|PWD)\}|\$(?:HOME|PWD)\b|%USERPROFILE%)/
/** The root alone is a path too. */
const ROOT = /^(?:\/|[A-Za-z]:[\\/]?)$/

export function permission(value: string, status: 'declared' | 'inferred' = 'declared'): AttributeDraft {
  // Rules of shells may hold whole command lines, the rest are names and paths.
  const text = /:\/\/|[\s=]/.test(value) ? maskedWord(value) : value
  return { name: 'permission', value: text.slice(0, 500), status }
}

/** What options of the runner grant, and what the arguments let conclude. */
export function permissionsOf(launch: Launch): AttributeDraft[] {
  const stated = [...runtimeGrants(launch.options), ...containerGrants(launch)].map((p) => permission(p))
  const concluded =
    launch.kind === 'image' ? hostsIn(launch.arguments) : [...foldersIn(launch), ...hostsIn(launch.arguments)]
  return [...stated, ...concluded.map((p) => permission(p, 'inferred'))].slice(0, MAX_PERMISSIONS)
}

const RUNTIME: Readonly<Record<string, readonly string[]>> = {
  '--allow-net': ['net'],
  '--allow-read': ['fs:read'],
  '--allow-write': ['fs:write'],
  '--allow-fs-read': ['fs:read'],
  '--allow-fs-write': ['fs:write'],
  '--allow-env': ['env'],
  '--allow-run': ['exec'],
  '--allow-child-process': ['exec'],
  '--allow-ffi': ['ffi'],
  '--allow-sys': ['system-info'],
  '--allow-all': ['net', 'fs:read', 'fs:write', 'env', 'exec', 'ffi', 'system-info'],
  '-A': ['net', 'fs:read', 'fs:write', 'env', 'exec', 'ffi', 'system-info'],
}

/** Options of Deno, and of Node's permission model. */
function runtimeGrants(options: readonly string[]): string[] {
  return options.flatMap((option) => {
    const [name = '', ...rest] = option.split('=')
    const kinds = Object.hasOwn(RUNTIME, name) ? RUNTIME[name]! : []
    const values = rest.length > 0 ? rest.join('=').split(',').filter(Boolean) : ['*']
    return kinds.flatMap((kind) => values.map((value) => `${kind}:${value}`))
  })
}

function containerGrants(launch: Launch): string[] {
  if (launch.kind !== 'image') return []
  const { mounts, network, privileged, gpus, options } = launch.run
  const added = options.flatMap((option, i) => {
    const value =
      option === '--cap-add' || option === '--device'
        ? options[i + 1]
        : /^--(?:cap-add|device)=(.+)$/.exec(option)?.[1]
    return value ? [`docker:${option.includes('cap') ? 'capability' : 'device'}:${value}`] : []
  })
  return [
    ...mounts.map((m) => `docker:mount:${m.source}:${m.target}${m.readOnly ? ':ro' : ''}`),
    ...(network === undefined ? [] : [`docker:network:${network}`]),
    ...(privileged ? ['docker:privileged'] : []),
    ...(gpus === undefined ? [] : [`docker:gpus:${gpus}`]),
    ...added,
  ]
}

function foldersIn(launch: Launch): string[] {
  const served = FILE_SERVER.test(nameOf(launch))
  const words = launch.arguments
  const access = words.some((w) => READ_ONLY_FLAG.test(w)) ? 'fs:read' : 'fs:read-write'
  return words.flatMap((word, i) => {
    const option = /^(--?[\w-]+)=(.*)$/s.exec(word)
    const before =
      i > 0 && /^--?[a-zA-Z]/.test(words[i - 1]!) && !words[i - 1]!.includes('=') ? words[i - 1] : undefined
    const name = option?.[1] ?? before
    const value = option?.[2] ?? (word.startsWith('-') ? '' : word)
    if (value === '' || value.length > 500) return []
    const listed = served && option === null && before === undefined
    // Other names are names of databases, tools and the like.
    if (
      !ABSOLUTE.test(value) &&
      !ROOT.test(value) &&
      !(listed && /^\.{0,2}(?:[\w.-]*[/\\]|\.{0,2}$)/.test(value))
    )
      return []
    return [`${name !== undefined && READ_ONLY_OPTION.test(name) ? 'fs:read' : access}:${value}`]
  })
}

function nameOf(launch: Launch): string {
  switch (launch.kind) {
    case 'package':
      return launch.spec.name
    case 'git':
      return launch.spec.path
    case 'script':
      return launch.path
    case 'module':
      return launch.module
    case 'program':
      return launch.program
    case 'image':
      return launch.image.name
    case 'url':
      return ''
    default:
      return launch satisfies never
  }
}

function hostsIn(words: readonly string[]): string[] {
  const hosts = words.flatMap((word) => {
    const url = /^(?:--?[\w-]+=)?([a-z][a-z0-9+.-]*:\/\/\S+)$/i.exec(word)?.[1]
    const host = url === undefined || url.startsWith('file:') ? undefined : hostOf(url)
    return host && !/[${}<>%]/.test(host) ? [`net:${host}`] : []
  })
  return [...new Set(hosts)]
}
