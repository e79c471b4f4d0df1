import type { Limits } from '../model/context.ts'
import type { Bytes } from '../model/entry.ts'
import type { Gap } from '../model/finding.ts'
import { packageReaders } from '../package-readers.ts'
import type { PackageSet } from '../packages/package-set.ts'
import { createContext } from './budget.ts'
import { gapOf } from './inspect.ts'
import { takeSample } from './sample.ts'

/** What one file says of packages. */
export interface PackageFile {
  readonly path: string
  readonly set: PackageSet
}

export interface ReadPackages {
  readonly files: readonly PackageFile[]
  readonly gaps: readonly Gap[]
}

export interface PackageSource {
  readonly path: string
  readonly open: () => Bytes
}

export interface ReadOptions {
  readonly limits: Limits
  readonly signal: AbortSignal
  readonly clock: () => Date
}

/** Reads files that name packages, and only them. What is broken is a gap; the rest is read. */
export function readPackages(sources: Iterable<PackageSource>, options: ReadOptions): ReadPackages {
  const files: PackageFile[] = []
  const gaps: Gap[] = []
  for (const source of sources) {
    const ctx = createContext(options)
    try {
      readOne(source, ctx, files, gaps)
    } catch (error) {
      options.signal.throwIfAborted()
      gaps.push(gapOf(error, source.path))
    } finally {
      ctx.dispose()
    }
  }
  return { files, gaps }
}

function readOne(
  { path, open }: PackageSource,
  ctx: ReturnType<typeof createContext>,
  files: PackageFile[],
  gaps: Gap[],
): void {
  const bytes = open()
  const sample = takeSample(path, bytes, 0)
  for (const { discoverer, setOf } of packageReaders) {
    if (!discoverer.claims(sample)) continue
    for (const seen of discoverer.read({ path, bytes }, ctx))
      if (seen.kind === 'gap') gaps.push(seen.gap)
      else files.push({ path, set: setOf(seen.facts) })
  }
}
