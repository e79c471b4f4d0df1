import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { RequirementsFacts } from '../facts.ts'

export const foreignSource: Rule<RequirementsFacts> = {
  id: 'requirements-foreign-source',
  title: 'Packages come from a place of the file’s own choosing',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Index options, URLs and version control references take packages from elsewhere than the index that is configured. That is common and ' +
    'low; a bare IP address, or a package fetched from the internet without TLS, lets anyone on the way decide what is installed.',
  remedy: 'Install from your own index, pinned by hash.',
  references: ['CWE-494', 'CWE-829'],
  *check(facts, path) {
    for (const { kind, line, text } of facts.sources) {
      const at = { path, range: lineRange(line) }
      const shown = text.replace(/:\/\/[^/@\s]*@/, '://…@').slice(0, 160)
      yield {
        message: `installs from a ${kind}: ${shown}`,
        at,
        evidence: [{ at, says: kind, excerpt: shown }],
        seen: `${kind} ${shown}`,
        severity: exposed(text) ? 'medium' : 'low',
      }
    }
  },
}

/** A file that travels cannot mean the author's machine: whoever listens on the reader's decides. */
const LOOPBACK = /^(?:localhost|127\.[\d.]+)$/
const PRIVATE =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[^.]+$|.*\.(?:local|internal|lan|corp|intra(?:net)?)$)/

function exposed(text: string): boolean {
  const url = /(https?|ftp):\/\/(?:[^/@\s]*@)?([\w.-]+)/.exec(text)
  if (url && LOOPBACK.test(url[2]!)) return true
  if (!url || PRIVATE.test(url[2]!)) return false
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(url[2]!)) return true
  return url[1] !== 'https' && /\.(?:whl|zip|tar\.gz|tgz|exe)\b/.test(text)
}
