import { releaseFinding, type ReleaseFinding } from './finding.ts'
import { isForDevelopers } from './layout.ts'
import type { ReleaseArchive, ReleaseMember } from './member.ts'
import { bytecode, nativeCode } from './rules.ts'

const MAX_SHOWN = 10
/** Launchers that setuptools and pip copy for Windows, and other programs for the package's own tests. */
const LAUNCHER = /(?:^|\/)(?:cli|gui|[tw](?:32|64)?)(?:-(?:32|64|arm64))?\.exe$/

/** Native code and bytecode where source is expected. */
export function judgePrograms(archive: ReleaseArchive): ReleaseFinding[] {
  const native = archive.members.filter((m) => m.nature === 'native')
  const found: ReleaseFinding[] = []
  const isPure = archive.kind === 'wheel' && /-none-any\.whl$/i.test(archive.path)
  if (native.length > 0 && (isPure || archive.kind === 'sdist'))
    for (const member of native.filter((m) => !LAUNCHER.test(m.place)).slice(0, MAX_SHOWN))
      found.push(
        nativeFinding(archive, member, isPure ? 'a wheel for any platform' : 'a source distribution'),
      )
  else if (native.length > 0) {
    const first = native[0]!
    found.push(
      releaseFinding(nativeCode, {
        path: archive.path,
        member: first.name,
        when: 'call' as const,
        severity: 'info' as const,
        message: `holds native code: ${native.length} ${native.length === 1 ? 'file' : 'files'}, the first is ${first.place}`,
      }),
    )
  }
  return [...found, ...sourceless(archive)]
}

function nativeFinding(archive: ReleaseArchive, member: ReleaseMember, holder: string): ReleaseFinding {
  const severity = isForDevelopers(member.place, archive) ? 'info' : 'low'
  const message = `is native code in ${holder}: ${member.program ?? 'a program'}`
  return releaseFinding(nativeCode, {
    path: archive.path,
    member: member.name,
    when: 'call',
    severity,
    message,
  })
}

/** A `.pyc` beside its source is a cache; alone, in the place of a module, it is the module. */
function* sourceless(archive: ReleaseArchive): Generator<ReleaseFinding> {
  const places = new Set(archive.members.map((m) => m.place))
  let shown = 0
  for (const { name, place, nature } of archive.members) {
    if (!/\.pyc$/i.test(place) || nature === 'text') continue
    const cached = /^(.*\/)?__pycache__\/([^/]+?)\.(?:cpython|pypy)[^/]*\.pyc$/.exec(place)
    const source = cached ? `${cached[1] ?? ''}${cached[2]}.py` : place.slice(0, -1)
    if (places.has(source) || ++shown > MAX_SHOWN) continue
    // From a cache folder Python takes nothing whose source is gone.
    const severity = cached || isForDevelopers(place, archive) ? 'low' : 'medium'
    yield releaseFinding(bytecode, {
      path: archive.path,
      member: name,
      when: 'import' as const,
      severity,
      message: `is bytecode without its source ${source}`,
    })
  }
}
