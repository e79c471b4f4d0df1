import { isOrdinaryCommand, shellAttacks, type ShellAttack } from '../../artifacts/script/shell.ts'
import { lineRange } from '../../model/location.ts'
import type { RuleInfo } from '../../model/rule.ts'
import type { Severity } from '../../model/severity.ts'
import { releaseFinding, runsWhen, type ReleaseFinding } from '../../packages/release/finding.ts'
import { installScripts, type InstallScript } from '../../packages/release/install-scripts.ts'
import { javaScriptActs, type JavaScriptActs } from '../../packages/release/javascript-acts.ts'
import type { ReleaseArchive } from '../../packages/release/member.ts'
import * as rules from '../../packages/release/rules.ts'

const BY_ATTACK: Readonly<Record<ShellAttack['kind'], RuleInfo>> = {
  'download and run': rules.dropper,
  'decode and run': rules.hiddenCode,
  'reverse shell': rules.remoteControl,
  persistence: rules.persistence,
  'key theft': rules.exfiltration,
  destruction: rules.destruction,
  'hidden execution': rules.hiddenCode,
  miner: rules.scriptAttack,
}

interface Said {
  readonly rule: RuleInfo
  readonly severity: Severity
  readonly message: string
  readonly excerpt?: string
}

/** Scripts that a package manager runs by itself. */
export function judgeScripts(archive: ReleaseArchive): ReleaseFinding[] {
  return installScripts(archive).flatMap((script) => {
    const said = script.language === 'shell' ? ofShell(script) : ofJavaScript(javaScriptActs(script.text))
    const when = script.when
    return said.map(({ message, ...rest }) =>
      releaseFinding(rest.rule, {
        path: archive.path,
        member: script.member,
        when,
        range: lineRange(script.line),
        ...rest,
        message: `${message} by ${script.by}`,
        excerpt: rest.excerpt ?? script.text.trim().slice(0, 160),
      }),
    )
  })
}

/** One-liners of Python, Perl and Ruby. */
const DECODES_AND_RUNS =
  /\b(?:exec|eval|compile)\b[\s("'`{]{1,10}[^\n]{0,200}(?:b64decode|decompress|fromhex|unhexlify|unpack|decode64|marshal|urlopen)/

function ofShell({ text, by, when }: InstallScript): Said[] {
  const plain = text.replaceAll(/^\s*(?:#|rem\b|::).*$/gim, '')
  const said: Said[] = shellAttacks(plain).map(({ kind, text: excerpt }) => ({
    rule: BY_ATTACK[kind],
    severity: 'critical',
    excerpt,
    message: `${kind} ${runsWhen('install')}`,
  }))
  if (said.length === 0 && DECODES_AND_RUNS.test(plain))
    said.push({
      rule: rules.hiddenCode,
      severity: 'critical',
      message: `executes decoded code ${runsWhen('install')}`,
    })
  if (said.length > 0) return said
  const outward = /\b(?:curl|wget|Invoke-WebRequest|iwr|nc|ncat)\b/i.exec(plain)
  if (outward)
    return [
      {
        rule: rules.unaskedNetwork,
        severity: when === 'start' ? 'high' : 'medium',
        message: `uses the network (${outward[0]})`,
      },
    ]
  // Setting variables is what activation scripts are for.
  const severity = by.includes('activate') || isOrdinaryCommand(plain) ? 'info' : 'low'
  return [{ rule: rules.installScript, severity, message: 'runs a script' }]
}

function ofJavaScript(acts: JavaScriptActs): Said[] {
  const said: Said[] = []
  const say = (rule: RuleInfo, severity: Severity, message: string): void => {
    said.push({ rule, severity, message: `${message} ${runsWhen('install')}` })
  }
  if (acts.hidden) say(rules.hiddenCode, 'critical', 'executes decoded or downloaded code')
  if (acts.network && acts.environment)
    say(rules.exfiltration, 'critical', 'reads the whole environment and uses the network')
  else if (acts.network && acts.secrets)
    say(rules.exfiltration, 'critical', 'reads places of keys and uses the network')
  else if (acts.network && acts.host)
    say(
      rules.exfiltration,
      acts.commands && !acts.dropPoint ? 'medium' : 'high',
      'may report who and where the machine is',
    )
  if (acts.network && acts.dropPoint) say(rules.unaskedNetwork, 'high', 'talks to a collecting address')
  if (acts.obfuscated) say(rules.obfuscation, 'high', 'is obfuscated and runs')
  if (said.length > 0) return said
  if (acts.network)
    say(
      rules.unaskedNetwork,
      'medium',
      acts.commands ? 'uses the network and starts programs' : 'uses the network',
    )
  else if (acts.commands) say(rules.installScript, 'low', 'starts programs')
  return said
}
