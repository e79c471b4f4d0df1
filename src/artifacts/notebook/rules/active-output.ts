import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { NotebookFacts } from '../facts.ts'

export const activeOutput: Rule<NotebookFacts> = {
  id: 'notebook-active-output',
  title: 'Saved output acts when the notebook is opened',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'A notebook shows its saved output before anything is run, and in a trusted notebook the output’s scripts run. Output that sends ' +
    'cookies away, decodes and evaluates itself, or makes the kernel run commands is an attack on whoever opens the file. ' +
    'Plots and widgets bring scripts as well; those that do none of this are not reported.',
  remedy: 'Clear all output before opening the notebook in a browser.',
  references: ['CVE-2021-32798', 'CWE-79'],
  *check(facts, path) {
    for (const { cell, line, text } of facts.pages) {
      const hit = ATTACKS.find(([, pattern]) => pattern.test(text))
      if (!hit) continue
      const [what, pattern] = hit
      const code = (pattern.exec(text)?.[0] ?? '').replaceAll(/\s+/g, ' ').slice(0, 160)
      const at = { path, range: lineRange(line) }
      yield {
        message: `${what} when the notebook is opened (cell ${cell}): ${code}`,
        at,
        evidence: [{ at, says: `output of cell ${cell}`, excerpt: code }],
        seen: `${what} ${code}`,
      }
    }
  },
}

const ATTACKS: readonly (readonly [string, RegExp])[] = [
  [
    'makes the kernel run commands',
    /kernel\s*\.\s*(?:execute|requestExecute)\s*\([^<]{0,300}?(?:os\.|subprocess|system|popen|exec\(|eval\(|__import__|urllib|requests)/i,
  ],
  [
    'sends cookies away',
    /(?:fetch|XMLHttpRequest|sendBeacon|\.src\s*=|location)[^;]{0,300}document\.cookie/i,
  ],
  [
    'evaluates hidden code',
    /(?:eval|Function|setTimeout)\s*\(\s*(?:window\.)?(?:atob|unescape|String\.fromCharCode)\s*\(/i,
  ],
  [
    'runs script from an event handler',
    /<(?:img|svg|iframe|body|video|audio|details|object|input|math)\b[^>]{0,300}\bon(?:error|load|toggle|focus)\s*=\s*["']?[^"'>]{0,300}(?:eval|fetch|atob|cookie|kernel|import\s*\(|XMLHttpRequest|location)/i,
  ],
]
