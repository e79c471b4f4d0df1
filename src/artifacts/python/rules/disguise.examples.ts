import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py('𝐞𝐱𝐞𝐜("1")'),
    py(
      'x = 1                                                                                                                                                                                                        ;import os',
    ),
    py('# -*- coding: raw_unicode_escape -*-\nx = 1'),
    py('__builtins__.__dict__["ev" + "al"]("1")'),
    py('access = "user‮ ⁦# admin⁩ ⁦"'),
  ],
  good: [py('name = "מודל"\nexec_time = 3'), py('x = getattr(model, "layer" + str(1))')],
}
