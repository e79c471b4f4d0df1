import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { ScriptFacts } from '../facts.ts'

export const attack: Rule<ScriptFacts> = {
  id: 'script-attack',
  title: 'A script beside the weights attacks whoever runs it',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Downloads piped into a shell, decoded text that is executed, shells on a socket, planted start-up entries, keys sent away, disks wiped. ' +
    'The installers of well-known tools over HTTPS are what many set-up scripts run; they are low.',
  remedy: 'Do not run it; get what it installs from a source that you can check.',
  references: ['CWE-494', 'CWE-506', 'CWE-78'],
  *check(facts, path) {
    const told = new Set<string>()
    for (const { kind, line, text } of facts.attacks) {
      const code = text.replaceAll(/\s+/g, ' ').slice(0, 160)
      if (told.has(`${kind} ${code}`)) continue
      told.add(`${kind} ${code}`)
      const at = { path, range: lineRange(line) }
      yield {
        message: `${kind}: ${code}`,
        at,
        evidence: [{ at, says: kind, excerpt: code }],
        seen: `${kind} ${code}`,
        severity: kind === 'download and run' && KNOWN_INSTALLER.test(text) ? 'low' : 'high',
      }
    }
  },
}

const KNOWN_INSTALLER =
  /https:\/\/(?:sh\.rustup\.rs|astral\.sh\/|get\.docker\.com|(?:deb|rpm)\.nodesource\.com\/|raw\.githubusercontent\.com\/(?:Homebrew|nvm-sh|pyenv|ohmyzsh|creationix)\/|install\.python-poetry\.org|ollama\.com\/install\.sh|bootstrap\.pypa\.io\/|packagecloud\.io\/install\/repositories\/github\/git-lfs|s3\.amazonaws\.com\/packages\.github|pyenv\.run|bun\.sh\/|nixos\.org\/|download\.docker\.com|nvidia\.github\.io\/|packages\.cloud\.google\.com|apt\.\w+\.\w+\/)/
