import type { Rule } from '../../../model/rule.ts'
import type { Act, PythonFacts } from '../facts.ts'
import { draftOf, onWhat, oncePerPlace, type ActFinding } from '../judgement.ts'

export const persistence: Rule<PythonFacts> = {
  id: 'python-persistence',
  title: 'Plants itself where it is started again',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Something is written into a place from which the system, the shell or Python itself starts programs: profiles, cron, systemd, ' +
    'start-up folders, registry run keys, authorized keys, `.pth` files, `sitecustomize`.',
  remedy: 'Do not load it. If it ran, remove what it planted and look for what that started.',
  references: ['CWE-506', 'CWE-912'],
  *check(facts, path) {
    for (const finding of oncePerPlace(facts.acts.flatMap(judge))) yield draftOf(path, finding)
  },
}

const PLACE =
  /(?:\.(?:bashrc|bash_profile|bash_login|zshrc|zshenv|zprofile|xinitrc)\b|(?:^|\/)\.profile$|\/etc\/(?:cron|systemd|rc\.local|profile|init\.d|ld\.so\.preload|sudoers|environment)|\/var\/spool\/cron|(?:^|\/)\.config\/(?:systemd|autostart)|LaunchAgents|LaunchDaemons|Start Menu\\+Programs\\+Startup|\\Startup\b|authorized_keys|(?:site|user)customize\.py|site-packages\/[^/]*\.pth$|\.pth$|CurrentVersion\\+Run)/

function judge(act: Act): ActFinding[] {
  if (act.does !== 'write' && act.does !== 'registry') return []
  const place = act.texts.find((t) => PLACE.test(t))
  if (place === undefined && act.name !== 'crontab.CronTab') return []
  // A checkpoint is called .pth as well as a path file; only the second lies among packages.
  if (place !== undefined && /\.pth$/.test(place) && !/site-packages|dist-packages/.test(place)) return []
  return [
    {
      act,
      message: `plants itself in ${(place ?? 'the crontab').slice(0, 80)} ${onWhat(act.when)}`,
      severity: 'high',
    },
  ]
}
