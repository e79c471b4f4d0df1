import { quoted } from '../../../bytes/zip/central-directory.ts'
import { byteRange } from '../../../model/location.ts'
import type { NameDanger } from '../../../bytes/member-name.ts'
import type { Rule } from '../../../model/rule.ts'
import type { TarFacts } from '../facts.ts'

const MAX_SHOWN = 20
const DOES: Readonly<Record<NameDanger, string>> = {
  parent: 'writes outside the folder into which it is unpacked',
  absolute: 'writes to an absolute path when it is unpacked',
  drive: 'writes to a path on a drive when it is unpacked',
  control: 'carries a control character in a name, which programs read differently',
}

export const pathTraversal: Rule<TarFacts> = {
  id: 'tar-path-traversal',
  title: 'Names or links that leave the archive',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Programs that unpack an archive join its names with a folder. `..`, absolute paths, links to the outside and ' +
    'members that are written through a link put files where the archive likes: over start-up scripts, keys or code. ' +
    'Model loaders that unpack tar archives (NeMo, TorchServe, SageMaker) do so on load.',
  remedy: 'Do not unpack it.',
  references: ['CVE-2007-4559', 'CVE-2025-4517', 'CWE-22', 'CWE-59'],
  *check({ names, links }, path) {
    for (const { name, kind, at: offset } of names.slice(0, MAX_SHOWN)) {
      const at = { path, range: byteRange(offset, offset + 512) }
      const message = `${DOES[kind]}: ${quoted(name)}`
      yield {
        message,
        at,
        evidence: [{ at, says: `a member is called ${quoted(name)}` }],
        seen: `${kind} ${name}`,
      }
    }
    for (const { name, target, hard, leaves, through, at: offset } of links) {
      if (!leaves && through === undefined) continue
      const at = { path, range: byteRange(offset, offset + 512) }
      const says = `${quoted(name)} is a ${hard ? 'hard' : 'symbolic'} link to ${quoted(target)}`
      const message =
        through === undefined
          ? `leads out of the archive: ${says}`
          : `writes ${quoted(through)} through a link: ${says}`
      yield {
        message,
        at,
        evidence: [{ at, says }],
        seen: `link ${target}`,
        // A link alone changes nothing; what is written through it does.
        severity: through === undefined && !hard ? 'medium' : leaves ? 'high' : 'medium',
      }
    }
  },
}
