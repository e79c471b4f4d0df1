import { isOrdinaryCommand, shellAttacks } from '../../script/shell.ts'
import type { Rule } from '../../../model/rule.ts'
import type { Act, PythonFacts } from '../facts.ts'
import {
  draftOf,
  onWhat,
  oncePerPlace,
  originWord,
  runsByItself,
  SMUGGLED,
  type ActFinding,
} from '../judgement.ts'

export const command: Rule<PythonFacts> = {
  id: 'python-command',
  title: 'Runs a command',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Code that starts programs as soon as it is imported, loaded or installed does so before anyone decided to use it. ' +
    'Build and version tools with constant arguments (`git describe`, `nvcc --version`) are ordinary and low; commands that download ' +
    'and run, decode and run, open shells or plant themselves are critical wherever they stand. In functions that somebody ' +
    'has to call, plain commands are information.',
  remedy: 'Do not load it before you know why a model needs this command.',
  references: ['CWE-78', 'CWE-506'],
  *check(facts, path) {
    for (const finding of oncePerPlace(facts.acts.flatMap(judge))) yield draftOf(path, finding)
  },
}

function judge(act: Act): ActFinding[] {
  if (act.does !== 'command' && act.does !== 'install') return []
  const when = onWhat(act.when)
  const line = commandLine(act)
  const [attack] = shellAttacks(line)
  if (attack)
    return [
      {
        act,
        message: `${attack.kind} by a command ${when}`,
        severity: act.when === 'call' ? 'high' : 'critical',
      },
    ]
  const starts = program(act)
  const tool = starts !== undefined && isOrdinaryCommand(act.argv ? act.argv.map(quoted).join(' ') : line)
  if (act.dropped && !tool)
    return [
      {
        act,
        message: `runs a file that it downloaded ${when}`,
        severity: runsByItself(act) ? 'critical' : 'high',
      },
    ]
  if (act.indirect)
    return [{ act, message: `runs a command through a disguised name ${when}`, severity: 'high' }]
  if (act.from & SMUGGLED && !tool && (runsByItself(act) || act.unpacked))
    return [{ act, message: `runs a ${originWord(act.from)} command ${when}`, severity: 'critical' }]
  if (!runsByItself(act))
    return act.unpacked ? [{ act, message: `runs a command ${when}`, severity: 'high' }] : []
  // Ordinary in a script that somebody runs; a module that does it when imported chooses what runs next.
  if (act.argv?.includes('install') && act.argv.some((word) => /^(?:pip3?|uv|conda)$/.test(word)))
    return [{ act, message: `installs packages ${when}`, severity: 'high' }]
  if (tool) return [{ act, message: `runs a command ${when}`, severity: 'low' }]
  if (starts === undefined) {
    const shell = !act.name.startsWith('subprocess.') || act.options['shell'] === '1'
    return [{ act, message: `runs a computed command ${when}`, severity: shell ? 'medium' : 'low' }]
  }
  return [{ act, message: `runs a command ${when}`, severity: 'high' }]
}

/** The command as a shell would get it. */
function commandLine(act: Act): string {
  return act.argv ? `${act.argv.join(' ')}\n${act.texts.join(' ')}` : act.texts.join(' ')
}

/** The program, when it is constant. */
function program(act: Act): string | undefined {
  const first = act.argv ? act.argv[0] : act.texts[0]
  return first === undefined || first === '?' || first === '' || first.startsWith('_') || /^\d+$/.test(first)
    ? undefined
    : first
}

function quoted(word: string): string {
  return word.replaceAll(/[;|&\s]+/g, '_')
}
