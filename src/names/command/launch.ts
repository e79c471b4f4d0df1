import type { ImageReference } from '../container-image.ts'
import type { GitSpec, PackageSpec } from '../package-spec.ts'
import type { ImageRun } from './image-run.ts'
import { readOptions } from './options.ts'

/** What a command starts, seen through wrappers, shells and package runners. */
export type Launch =
  | (Started & {
      readonly kind: 'package'
      readonly registry: 'npm' | 'pypi' | 'nuget' | 'golang'
      readonly spec: PackageSpec
    })
  | (Started & { readonly kind: 'git'; readonly spec: GitSpec })
  | (Started & { readonly kind: 'image'; readonly image: ImageReference; readonly run: ImageRun })
  /** A file that an interpreter runs, or a program with a path. */
  | (Started & { readonly kind: 'script'; readonly path: string })
  /** `python -m name`: which package the module is from is not said. */
  | (Started & { readonly kind: 'module'; readonly module: string })
  /** Code from an address: a tarball, a script. May hold credentials. */
  | (Started & { readonly kind: 'url'; readonly url: string })
  | (Started & { readonly kind: 'program'; readonly program: string })

export interface Started {
  /** The program that runs it: `npx`, `uvx`, `python`, `docker`; the program itself where nothing else does. */
  readonly runner: string
  /** Options of the runner: `--allow-net=api.example.com`, `--with`. */
  readonly options: readonly string[]
  /** What is handed to the thing that is started. */
  readonly arguments: readonly string[]
  /** Names of variables set by wrappers: `env NAME=…`. */
  readonly environment: readonly string[]
  /** Folder to which paths are relative, where an option says so: `uv --directory`. */
  readonly directory?: string
}

export type Words = readonly string[]

/** Reads what follows the name of a program. Undefined when it starts nothing that can be named. */
export type LaunchReader = (rest: Words) => Launch | undefined

export function started(runner: string, options: Words, args: Words): Started {
  return { runner, options, arguments: args, environment: [] }
}

/** Name of a program without folder and the endings of Windows. */
export function programName(word: string): string {
  return (word.split(/[/\\]/).at(-1) ?? '').replace(/\.(?:exe|cmd|bat|ps1)$/i, '').toLowerCase()
}

export function isPath(word: string): boolean {
  return /[/\\]/.test(word) && !word.startsWith('@') && !/^[a-z][a-z0-9+.-]*:\/\//i.test(word)
}

/** The words after a subcommand, behind options of the program. */
export function afterSubcommand(rest: Words, names: Words, values: Words = []): Words | undefined {
  const { positional } = readOptions(rest, { values, stop: true })
  return names.includes(positional[0] ?? '') ? positional.slice(1) : undefined
}
