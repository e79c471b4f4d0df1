import type { Report } from '../../model/report.ts'
import type { ExaminedEnvironment } from './examine.ts'
import type { InstalledDistribution } from './installed-distribution.ts'
import type { OwnedStartUp } from './judge-startup.ts'
import type { LockFile } from './lock-file.ts'

/** `assay/packages-env/1`: sorted, without times and absolute paths of the machine. */
export function environmentDocument(
  { layout, distributions, startUp, compiled, notProven, counts }: ExaminedEnvironment,
  report: Report,
  path: string,
  lock: LockFile | undefined,
): object {
  const { findings, waived, gaps, notes, decision, tool } = report
  return {
    schema: 'assay/packages-env/1',
    tool,
    environment: {
      path,
      kind: layout.kind,
      sites: layout.sites,
      ...(layout.configuration?.version && { python: layout.configuration.version }),
      ...(layout.configuration && { systemSitePackages: layout.configuration.systemSite }),
    },
    ...(lock && { lock: { file: lock.title, packages: lock.sets.flatMap((s) => s.packages).length } }),
    distributions: distributions.map(distributionDocument),
    startUp: startUp.map(startUpDocument),
    findings,
    waived,
    gaps,
    proven: [`${counts.verified} files are what the RECORD of their distribution states`],
    notProven,
    notes,
    counts: { distributions: distributions.length, ...counts, compiled: compiled.counted },
    decision,
  }
}

function distributionDocument(distribution: InstalledDistribution): object {
  const { name, version, kind, folder, installer, editable, source, rows } = distribution
  return {
    name,
    ...(version && { version }),
    kind,
    folder,
    ...(installer && { installer }),
    ...(editable && { editable }),
    ...(source && { source }),
    files: rows?.length ?? null,
  }
}

function startUpDocument(entry: OwnedStartUp): object {
  const { path, line, kind, text, modules, traits, owner, verified, superseded } = entry
  return {
    path,
    ...(line !== undefined && { line }),
    kind,
    text,
    ...(modules.length > 0 && { imports: modules }),
    ...(traits.does.length > 0 && { does: traits.does }),
    ...(owner && { owner: owner.name }),
    verified,
    ...(superseded && { superseded }),
  }
}
