import type { RuleExamples } from '../../../model/rule.ts'

const at = (text: string): RuleExamples['good'][number] => ({ path: 'config.yaml', bytes: Buffer.from(text) })

export const examples: RuleExamples = {
  bad: [at('a: ${eval:"__import__(\'os\').getcwd()"}\n'), at('a: b\nc: ${shell:id}\n')],
  good: [at('size: ${eval:${a} * 2}\nx: {_target_: torch.nn.ReLU}\n'), at('home: ${oc.env:HOME}\n')],
}
