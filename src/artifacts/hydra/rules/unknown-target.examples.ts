import type { RuleExamples } from '../../../model/rule.ts'

const at = (text: string): RuleExamples['good'][number] => ({ path: 'config.yaml', bytes: Buffer.from(text) })

export const examples: RuleExamples = {
  bad: [
    at('model:\n  _target_: my_project.models.Net\n'),
    at('model:\n  _target_: my_project.build\n'),
    at('model:\n  _target_: ${name}\n'),
  ],
  good: [at('model:\n  _target_: torch.nn.Linear\n'), at('plot:\n  target: label.column\n')],
}
