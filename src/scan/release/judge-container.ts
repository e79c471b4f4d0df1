import type { RuleInfo } from '../../model/rule.ts'
import type { Severity } from '../../model/severity.ts'
import type { ReleaseFinding } from '../../packages/release/finding.ts'
import * as rules from '../../packages/release/rules.ts'
import type { RuledDraft } from '../inspect.ts'
import type { ReadArchive } from './read-archive.ts'

const BY_RULE: Readonly<Record<string, RuleInfo>> = {
  'zip-loader-differential': rules.archiveConfusion,
  'zip-duplicate-member': rules.archiveConfusion,
  'zip-hidden-member': rules.archiveConfusion,
  'zip-overlap': rules.archiveConfusion,
  'zip-prefix': rules.archiveConfusion,
  'zip-encrypted': rules.archiveConfusion,
  'tar-hidden-member': rules.archiveConfusion,
  'tar-special-member': rules.pathTraversal,
  'gzip-trailing-data': rules.archiveConfusion,
  'zip-path-traversal': rules.pathTraversal,
  'tar-path-traversal': rules.pathTraversal,
  'executable-disguised': rules.disguisedProgram,
  'script-attack': rules.scriptAttack,
}

/** What the container and the bytes of its members say, whatever they are written in. */
export function containerFindings(archive: ReadArchive): ReleaseFinding[] {
  return archive.drafts.flatMap((draft) => {
    const rule = BY_RULE[draft.rule]
    if (!rule) return []
    const severity = severityOf(draft, archive)
    const { at, message, evidence } = draft
    const when = rule === rules.archiveConfusion || rule === rules.pathTraversal ? 'install' : 'call'
    return severity === undefined
      ? []
      : [{ rule: rule.id, severity, when, at, message, remedy: rule.remedy, evidence }]
  })
}

function severityOf(
  { rule, severity, at }: RuledDraft,
  { path, kind, memberNames }: ReadArchive,
): Severity | undefined {
  const isMember = inMember(at.path, memberNames)
  if (rule === 'script-attack') return severity === 'high' ? 'low' : 'info'
  if (rule === 'executable-disguised') return severity === 'critical' ? 'high' : severity
  // Archives that a package carries as data have other readers.
  if (isMember) return 'info'
  // No tool that builds wheels leaves anything outside the members, and indexes refuse those that do.
  const outside = rule === 'zip-hidden-member' || rule === 'zip-prefix'
  return kind === 'wheel' && at.path === path && outside && severity !== 'critical' ? 'high' : severity
}

/** In a member or in something inside it. Archives that carry the package itself are no members. */
function inMember(path: string, names: ReadonlyMap<string, string>): boolean {
  if (isPlain(path, names)) return true
  for (let at = path.lastIndexOf('!'); at > 0; at = path.lastIndexOf('!', at - 1))
    if (isPlain(path.slice(0, at), names)) return true
  return false
}

function isPlain(path: string, names: ReadonlyMap<string, string>): boolean {
  const name = names.get(path)
  return name !== undefined && !/^(?:pkg|info)-[^/]*\.tar\.\w+$/.test(name)
}
