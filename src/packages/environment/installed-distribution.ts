import { posix } from 'node:path'
import type { Distribution } from '../../model/component.ts'
import type { PackageSource } from '../package-set.ts'
import type { RecordRow } from './record.ts'

/** One installed thing that says which files are its own. */
export interface InstalledDistribution {
  /** Position in the environment: names it among others of its name. */
  readonly id: number
  readonly kind: 'wheel' | 'egg' | 'conda'
  /** As written. */
  readonly name: string
  /** As its registry compares it. */
  readonly normalized: string
  readonly version: string
  /** Folder or file that describes it, relative to the environment. */
  readonly folder: string
  /** Folder to which recorded paths are relative. */
  readonly site: string
  readonly installer?: string
  readonly source?: PackageSource
  readonly distributions: readonly Distribution[]
  readonly editable: boolean
  /** Absent where nothing says which files it has. */
  readonly rows?: readonly RecordRow[]
  /** The file that holds the rows. */
  readonly record?: string
  /** Names of modules at the top of the site folder, where it says them. */
  readonly topLevel: readonly string[]
  /** Normalised names of what it needs. */
  readonly requires: readonly string[]
  /** When it was installed, if the environment shows it: milliseconds since 1970. */
  readonly installedAt?: number
}

export function titleOf({ name, version }: InstalledDistribution): string {
  return `${name} ${version}`
}

/** Code, or what makes Python or a shell run some. */
export function isCode(path: string): boolean {
  const name = posix.basename(path)
  return (
    /\.(?:py|pyw|pyc|pyo|pyi?x|so|pyd|dll|dylib|exe|pth|start|sh|bat|ps1|js)$/i.test(name) ||
    /\.so\.[\d.]+$/.test(name) ||
    /(?:^|\/)(?:bin|Scripts)\/[^/]+$/.test(path) ||
    (name === 'entry_points.txt' && /\.(?:dist|egg)-info\//.test(path))
  )
}

/** What the import system finds by itself, wherever it lies below a site folder. */
export function isImportable(path: string): boolean {
  return /\.(?:py|pyw|pyc|so|pyd|dll|dylib)$/i.test(path) || /\.so\.[\d.]+$/.test(path)
}
