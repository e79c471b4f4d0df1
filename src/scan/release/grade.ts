import { FROM } from '../../artifacts/python/value.ts'
import type { RuleInfo } from '../../model/rule.ts'
import type { Severity } from '../../model/severity.ts'
import { runsUnasked } from '../../packages/release/finding.ts'
import * as rules from '../../packages/release/rules.ts'
import type { PythonDraft } from './judge-python.ts'

export interface Grade {
  readonly rule: RuleInfo
  readonly severity: Severity
}

/**
 * How bad it is in a package, by when it runs. Code that nobody asked for is judged hardest; what runs on import
 * next; the same in a function that someone has to call is what libraries are made of.
 */
export function gradeOf(seen: PythonDraft): Grade | undefined {
  const graded = GRADERS[seen.rule]?.(seen)
  if (!graded) return undefined
  return seen.source.isForDevelopers ? { ...graded, severity: 'info' } : graded
}

type Grader = (seen: PythonDraft) => Grade | undefined

const GRADERS: Readonly<Record<string, Grader>> = {
  'python-exfiltration': exfiltration,
  'python-smuggled-execution': smuggled,
  'python-remote-control': (seen) => ({
    rule: rules.remoteControl,
    severity: seen.runs !== 'call' ? 'critical' : 'medium',
  }),
  'python-command': command,
  'python-network': network,
  'python-dynamic-code': dynamicCode,
  'python-import-hook': (seen) => ({
    rule: rules.loaderHook,
    severity: seen.severity !== 'high' ? 'info' : runsUnasked(seen.runs) ? 'high' : 'low',
  }),
  'python-native-code': (seen) => ({
    rule: rules.nativeMemory,
    severity: seen.runs !== 'call' ? 'critical' : startsMemory(seen) ? 'medium' : 'low',
  }),
  'python-persistence': (seen) => ({
    rule: rules.persistence,
    severity: runsUnasked(seen.runs) ? 'critical' : seen.runs === 'import' ? 'high' : 'info',
  }),
  'python-destruction': (seen) => ({
    rule: rules.destruction,
    severity: seen.runs === 'call' ? 'low' : seen.byName ? 'medium' : seen.severity,
  }),
  'python-spying': (seen) => ({
    rule: rules.spying,
    severity: seen.runs === 'call' ? 'info' : seen.byName ? 'low' : 'high',
  }),
  'python-disguise': disguise,
}

/** Copying into memory is what bindings do; making it run is not. */
function startsMemory({ source }: PythonDraft): boolean {
  return source.acts.some(({ act }) =>
    /\.(?:VirtualAlloc(?:Ex)?|VirtualProtect|CreateThread|CreateRemoteThread|mprotect)$/.test(act.name),
  )
}

const KEYS = FROM.environment | FROM.capture
/** Keys and profiles that belong to other programs than a client of a service. */
const OTHERS_PLACE =
  /\.ssh\b|id_(?:rsa|ed25519|ecdsa|dsa)\b|Login Data|leveldb|Local State|[Cc]ookies|wallet|\.git-credentials|\/etc\/shadow|tdata|_history\b/

function exfiltration({ act, runs, severity, byName, source }: PythonDraft): Grade | undefined {
  const { rule } = { rule: rules.exfiltration }
  const from = act?.from ?? 0
  if (runsUnasked(runs)) return { rule, severity: 'critical' }
  if (severity === 'critical') {
    if (runs === 'import') return { rule, severity: 'critical' }
    // No API needs all of the environment or what others keep; one key in a request is what clients are for.
    const others = source.facts.places.some((place) => OTHERS_PLACE.test(place))
    const takes = from & KEYS || (from & FROM.secret && (from & FROM.dropPoint || others))
    return { rule, severity: takes && act?.does !== 'connect' ? 'high' : 'low' }
  }
  if (runs === 'call') return { rule, severity: 'info' }
  // Asking for the address of the machine's own name is ordinary; a name made up around it is a message.
  const asksForItself =
    act?.does === 'resolve' && !(from & (FROM.dropPoint | FROM.decoded)) && !/\(.*[+%{]/.test(act.code)
  return { rule, severity: byName || asksForItself ? 'low' : severity }
}

function smuggled({ act, runs, severity, byName, draft }: PythonDraft): Grade {
  const rule = act?.dropped === true || (act?.from ?? 0) & FROM.network ? rules.dropper : rules.hiddenCode
  if (runsUnasked(runs)) return { rule, severity: 'critical' }
  const executes = draft.message.startsWith('executes') || draft.message.startsWith('loads')
  const arrives = ((act?.from ?? 0) & (FROM.network | FROM.decoded | FROM.decrypted)) !== 0
  if (runs === 'import') {
    if (!executes) return { rule, severity: byName ? 'low' : severity }
    return { rule, severity: !byName ? 'critical' : arrives || act?.dropped === true ? 'high' : 'low' }
  }
  // Constants that hide code have no use in a function either; data that arrives is what some libraries exchange.
  return { rule, severity: executes && hidesConstant(act) ? 'high' : 'low' }
}

function hidesConstant(act: PythonDraft['act']): boolean {
  return act !== undefined && (act.from & FROM.network) === 0 && act.texts.some((t) => t.length > 40)
}

const ATTACK =
  /^(?:download and run|decode and run|reverse shell|persistence|key theft|destruction|hidden execution|miner) by a command/
const INTERPRETER =
  /^(?:.*[\\/])?(?:python[\d.]*|node|(?:ba|z|da|k)?sh|perl|ruby|php|powershell|pwsh|cmd|wscript|cscript|mshta|osascript)(?:\.exe)?$/i

function command(seen: PythonDraft): Grade {
  const { act, runs, severity, byName, draft } = seen
  const attack = ATTACK.exec(draft.message)?.[0] ?? ''
  const drops = attack.startsWith('download') || draft.message.startsWith('runs a file that it downloaded')
  const rule = drops
    ? rules.dropper
    : attack.startsWith('reverse')
      ? rules.remoteControl
      : attack.startsWith('decode') || attack.startsWith('hidden')
        ? rules.hiddenCode
        : attack.startsWith('key')
          ? rules.exfiltration
          : rules.unaskedCommand
  if (
    attack !== '' ||
    drops ||
    /^runs an? (?:downloaded|decoded|decrypted|marshalled) command/.test(draft.message)
  ) {
    if (runs === 'call') return { rule, severity: attack === '' ? 'info' : 'low' }
    return { rule, severity: byName ? 'high' : 'critical' }
  }
  const disguised = act?.indirect === true
  const installs = draft.message.startsWith('installs packages')
  const interprets =
    INTERPRETER.test(act?.argv?.[0] ?? act?.texts[0]?.split(' ')[0] ?? '') && severity === 'high'
  switch (runs) {
    case 'start':
      return { rule, severity: severity === 'high' ? 'critical' : 'high' }
    case 'install':
      return {
        rule,
        severity: disguised || (installs && fromAddress(act)) ? 'high' : installs ? 'medium' : 'low',
      }
    case 'import':
      if (byName) return { rule, severity: 'low' }
      return { rule, severity: disguised ? 'high' : installs || interprets ? 'medium' : 'low' }
    case 'call':
      return { rule, severity: 'info' }
    default:
      return runs satisfies never
  }
}

function fromAddress(act: PythonDraft['act']): boolean {
  return [...(act?.argv ?? []), ...(act?.texts ?? [])].some((word) => word.includes('://'))
}

const PLAIN_ADDRESS = /^(?:https?|ftp|wss?):\/\//i

function network({ act, runs, byName, draft, source }: PythonDraft): Grade {
  const rule = rules.unaskedNetwork
  const bare = draft.message.includes('(bare IP address)')
  const fetches = act?.does === 'fetch'
  const constant = act?.texts.some((t) => PLAIN_ADDRESS.test(t)) === true
  if (runs === 'start') return { rule, severity: bare ? 'critical' : 'high' }
  if (runs === 'install') return { rule, severity: bare || !fetches ? 'high' : 'medium' }
  if (runs === 'call') return { rule, severity: 'info' }
  if (bare) return { rule, severity: 'high' }
  // A module that nothing loads is a script, whatever folder it lies in.
  if (byName || (fetches && !(constant && source.isLoaded))) return { rule, severity: 'low' }
  return { rule, severity: fetches || !constant ? 'medium' : 'high' }
}

function dynamicCode({ act, runs }: PythonDraft): Grade {
  const evaluates = act?.does === 'evaluate'
  return { rule: rules.loaderHook, severity: runs === 'start' && evaluates ? 'high' : 'info' }
}

function disguise({ severity, runs, draft }: PythonDraft): Grade {
  // A name turned around is odd; what is called by it is judged for what it does.
  const isName = draft.message.includes('by a decoded name')
  return {
    rule: rules.obfuscation,
    severity: isName || (runs === 'call' && severity === 'medium') ? 'low' : severity,
  }
}
