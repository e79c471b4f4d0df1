import type { RuleInfo } from '../model/rule.ts'
import type { Paint } from '../text/paint.ts'
import { wrap } from '../text/wrap.ts'

/** A rule for a terminal. */
export function rulePage(rule: RuleInfo, { paint, width }: { paint: Paint; width: number }): string {
  const paragraphs = rule.description.split(/\n\s*\n/)
  return [
    `${paint(rule.id, 'bold')}  ${rule.severity}, ${rule.confidence}, since ${rule.since}`,
    rule.title,
    ...paragraphs.flatMap((p) => ['', ...wrap(p.replaceAll(/\s*\n\s*/g, ' '), width)]),
    '',
    ...wrap(`→ ${rule.remedy}`, width),
    ...(rule.references.length > 0 ? ['', ...wrap(`See ${rule.references.join(', ')}`, width)] : []),
    '',
  ].join('\n')
}
