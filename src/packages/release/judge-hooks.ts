import { releaseFinding, type ReleaseFinding } from './finding.ts'
import type { ReleaseArchive } from './member.ts'
import { backendPlaces, hooksOf } from './roots.ts'
import { installScript } from './rules.ts'

/** What of a source distribution is loaded to build it, besides setup.py. */
export function judgeHooks(archive: ReleaseArchive): ReleaseFinding[] {
  if (archive.kind !== 'sdist') return []
  const hooks = hooksOf(archive)
  const byPlace = new Map(archive.members.map((m) => [m.place, m.name]))
  const backend = backendPlaces(hooks).find((place) => byPlace.has(place))
  const rows = [
    ...(backend === undefined ? [] : [{ place: backend, by: 'build-system.backend-path' }]),
    ...hooks.scripts.filter(({ place }) => byPlace.has(place)),
  ]
  const found = rows.map(({ place, by }) =>
    releaseFinding(installScript, {
      path: archive.path,
      member: byPlace.get(place)!,
      when: 'install' as const,
      severity: 'info' as const,
      message: `is loaded when it is built (${by})`,
    }),
  )
  // A path that leads out of the archive loads what lies there on the machine that builds.
  for (const folder of hooks.backendPath.filter((f) => f.startsWith('/') || f.split('/').includes('..')))
    found.push(
      releaseFinding(installScript, {
        path: archive.path,
        member: byPlace.get('pyproject.toml') ?? 'pyproject.toml',
        when: 'install',
        severity: 'medium',
        message: `loads its build back end from outside the archive: ${folder.slice(0, 200)}`,
      }),
    )
  return found
}
