import type { FindingDraft } from '../../model/rule.ts'
import type { Severity } from '../../model/severity.ts'
import type { Act, PythonFacts, When } from './facts.ts'
import { FROM } from './value.ts'

/** Nobody has to call anything: importing, loading or installing is enough. */
export function runsByItself(act: Act): boolean {
  return act.when === 'import' || act.when === 'load' || act.when === 'install'
}

export function onWhat(when: When): string {
  switch (when) {
    case 'import':
      return 'on import'
    case 'load':
      return 'on load'
    case 'install':
      return 'on install'
    case 'main':
      return 'when started as a script'
    case 'call':
      return 'when a function is called'
    default:
      return when satisfies never
  }
}

/** What came from elsewhere or was made unreadable before it runs. */
export const SMUGGLED: number = FROM.decoded | FROM.network | FROM.decrypted | FROM.code

export function originWord(from: number): string {
  if (from & FROM.network) return 'downloaded'
  if (from & FROM.decrypted) return 'decrypted'
  return from & FROM.code ? 'marshalled' : 'decoded'
}

export interface ActFinding {
  readonly act: Act
  readonly message: string
  readonly severity: Severity
}

export function draftOf(path: string, { act, message, severity }: ActFinding): FindingDraft {
  const at = { path, range: act.at }
  const code = act.code.slice(0, 160)
  return {
    message: `${message}: ${code}`,
    at,
    evidence: [{ at, says: `${act.name} ${onWhat(act.when)}`, excerpt: code }],
    seen: `${act.name} ${code}`,
    severity,
  }
}

/** One finding for a place: a function that several callers reach is still one call. */
export function oncePerPlace(findings: Iterable<ActFinding>): ActFinding[] {
  const best = new Map<string, ActFinding>()
  for (const f of findings) {
    const key = `${f.act.at.start} ${f.act.name}`
    const before = best.get(key)
    if (!before || RANK[f.severity] > RANK[before.severity]) best.set(key, f)
  }
  return [...best.values()].slice(0, MAX_FINDINGS)
}

const MAX_FINDINGS = 50
const RANK: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1, info: 0 }

/** Files that loaders and installers import: nobody expects them to act on the way. */
export function isLibrary(facts: PythonFacts, path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1)
  return (
    /^(?:__init__|setup|conftest|sitecustomize|usercustomize|(?:modeling|configuration|tokenization|processing|image_processing|feature_extraction)_\w+)\.py$/.test(
      name,
    ) ||
    facts.bases.some((b) => /(?:PreTrained|Pretrained)\w+$|ProcessorMixin$|ModelMixin$|PythonModel$/.test(b))
  )
}
