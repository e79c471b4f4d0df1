import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { CodeReference, HfConfigFacts } from '../facts.ts'

export const remoteCode: Rule<HfConfigFacts> = {
  id: 'hf-config-remote-code',
  title: 'Configuration runs code from another place',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A class reference of the form `repository--module.Class`, a custom pipeline, a generation recipe or a kernel of ' +
    'another repository, a URL, or a path that leaves the folder makes the loader fetch and run code that is not part ' +
    'of what was reviewed, pinned or scanned. Whoever owns the other repository decides what runs, and may change it ' +
    'at any time. Kernels of the library authors’ own organisation are listed at low severity.',
  remedy:
    'Copy the code into the repository, review it there, and pin the revision; or load without remote code.',
  references: ['CWE-829', 'CWE-494'],
  *check(facts, path) {
    for (const code of facts.code) {
      if (code.origin !== 'repository' && code.origin !== 'outside') continue
      const at = { path, range: lineRange(code.line) }
      const target = code.target.slice(0, 150)
      const where = code.origin === 'outside' ? 'from outside the repository' : 'of another repository'
      yield {
        message: `runs code ${where} on load: ${target} (${code.by})`,
        at,
        evidence: [{ at, says: `${code.key.slice(0, 100)} names ${code.value.slice(0, 150)}` }],
        seen: `${code.key} ${code.value}`,
        severity: isFirstParty(code) ? 'low' : 'high',
      }
    }
  },
}

function isFirstParty(code: CodeReference): boolean {
  const official = code.by === 'kernel' ? /^kernels-community\/[\w.-]+$/ : /^transformers-community\/[\w.-]+$/
  return (code.by === 'kernel' || code.by === 'custom generation') && official.test(code.target)
}
