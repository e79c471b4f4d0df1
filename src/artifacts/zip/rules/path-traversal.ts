import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import { quoted } from '../../../bytes/zip/central-directory.ts'
import type { NameFact, ZipFacts } from '../facts.ts'

const DOES: Readonly<Record<NameFact['kind'], string>> = {
  parent: 'writes outside the folder into which it is unpacked',
  absolute: 'writes to an absolute path when it is unpacked',
  drive: 'writes to a path on a drive when it is unpacked',
  control: 'carries a control character in a name, which programs read differently',
}

export const pathTraversal: Rule<ZipFacts> = {
  id: 'zip-path-traversal',
  title: 'Names or links that leave the archive',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Programs that unpack an archive join its names with a folder. `..`, absolute paths, drive letters and symbolic ' +
    'links to the outside put files where the archive likes: over start-up scripts, keys or code.',
  remedy: 'Do not unpack it.',
  references: ['CWE-22', 'CWE-59', 'CVE-2007-4559'],
  *check(facts, path) {
    if (facts.kind !== 'structure') return
    const { names, links } = facts
    for (const { name, kind, at: offset } of names.slice(0, 20)) {
      const at = { path, range: byteRange(offset, offset + 30) }
      const message = `${DOES[kind]}: ${quoted(name)}`
      yield {
        message,
        at,
        evidence: [{ at, says: `a member is called ${quoted(name)}` }],
        seen: `${kind} ${name}`,
      }
    }
    for (const { name, target, at: offset } of links.filter((l) => l.leaves).slice(0, 20)) {
      const at = { path, range: byteRange(offset, offset + 30) }
      const says = `${quoted(name)} is a symbolic link to ${quoted(target)}`
      yield {
        message: `leads out of the archive: ${says}`,
        at,
        evidence: [{ at, says }],
        seen: `link ${target}`,
      }
    }
  },
}
