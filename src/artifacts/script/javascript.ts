import type { ShellAttack } from './shell.ts'

const ATTACKS: readonly (readonly [ShellAttack['kind'], RegExp])[] = [
  [
    'decode and run',
    /\b(?:eval|Function|vm\.runInThisContext|vm\.runInNewContext)\s*\(\s*(?:["'][\w,\s]{0,40}["']\s*,\s*)?(?:atob|unescape|decodeURIComponent|Buffer\.from|String\.fromCharCode)\s*\(/,
  ],
  ['download and run', /\beval\s*\(\s*(?:await\s+)?(?:\(\s*await\s+)?(?:fetch|axios|got|request)\b/],
  [
    'reverse shell',
    /(?:net\.connect|new\s+net\.Socket|net\.createConnection)[^\n]{0,400}(?:\/bin\/|cmd\.exe|spawn)/,
  ],
]

/** The few JavaScript forms that hide or fetch what they run. */
export function javaScriptAttacks(text: string): ShellAttack[] {
  const out: ShellAttack[] = []
  for (const [kind, pattern] of ATTACKS) {
    const match = pattern.exec(text)
    if (match) out.push({ kind, start: match.index, text: match[0].slice(0, 200) })
  }
  return out
}
