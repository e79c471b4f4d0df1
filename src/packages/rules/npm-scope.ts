import type { Rule } from '../../model/rule.ts'
import { nameFinding } from '../look-alikes/name-finding.ts'
import { suspects } from '../look-alikes/suspects.ts'
import type { PackageSet } from '../package-set.ts'

export const npmScope: Rule<PackageSet> = {
  id: 'packages-npm-scope',
  title: 'npm package under another scope than the known one',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'In npm the scope is the publisher: `@modelcontextprotocol/server-github` is the official server, and the same name without the scope, ' +
    'with the scope as part of the name or under a scope that looks alike is whoever registered it. An MCP server runs with the ' +
    'permissions and keys of the agent that starts it.',
  remedy: 'Use the package of the publisher that you mean, with its scope.',
  references: ['CWE-1357', 'CWE-829'],
  *check(set, path) {
    for (const suspect of suspects(set)) {
      if (suspect.entry.ecosystem !== 'npm' || !suspect.alike.target.startsWith('@')) continue
      if (suspect.alike.verdict === 'high' || suspect.alike.verdict === 'medium')
        yield nameFinding(path, suspect)
    }
  },
}
