import { plural } from '../../text/sizes.ts'
import type { CompiledFiles } from './compiled.ts'
import { listed } from './draft.ts'
import type { InstalledDistribution } from './installed-distribution.ts'
import type { EnvironmentLayout } from './layout.ts'
import type { LockFile } from './lock-file.ts'
import type { Verification } from './verify.ts'

interface Known {
  readonly layout: EnvironmentLayout
  readonly distributions: readonly InstalledDistribution[]
  readonly verification: Verification
  readonly compiled: CompiledFiles
  readonly lock: LockFile | undefined
}

/** What a clean result does not mean. A report that leaves this out is taken for more than it is. */
export function notProven({ layout, distributions, verification, compiled, lock }: Known): readonly string[] {
  const said: string[] = [
    lock
      ? 'RECORD files are not signed, and the hashes in the lock are those of archives that are no longer here: ' +
        'a file that was changed together with its RECORD is not seen'
      : 'RECORD files are not signed: a file that was changed together with its RECORD is not seen',
  ]
  const { matching } = compiled.counted
  if (matching > 0)
    said.push(
      `${plural(matching, 'compiled file')} fit their source by time and size; that their code is the source's is not shown`,
    )
  const working = distributions.filter((d) => d.editable)
  if (working.length > 0)
    said.push(
      `the code of ${listed(working.map((d) => d.name))} lies in working copies, outside of any record`,
    )
  const behind = verification.deviations.filter((d) => d.kind === 'link').length
  if (behind > 0) said.push(`${plural(behind, 'file')} behind links were not read`)
  if (layout.kind === 'virtual-environment')
    said.push(
      layout.configuration?.systemSite
        ? 'the interpreter, its standard library and the packages of the system, which this environment may import as well, were not looked at'
        : 'the interpreter and its standard library lie outside of the environment and were not looked at',
    )
  else if (layout.kind === 'library' && layout.standardLibraries.length > 0)
    said.push('the standard library has no record')
  return said
}
