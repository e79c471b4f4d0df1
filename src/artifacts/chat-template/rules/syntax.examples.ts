import type { RuleExamples } from '../../../model/rule.ts'
import { jinja, withLoop } from '../example-file.ts'

export const examples: RuleExamples = {
  bad: [
    jinja('{% for message in messages %}{{ message.content }}'),
    jinja('{{ messages[0] '),
    jinja('{% frobnicate messages %}'),
    jinja(`{{ messages${'(('.repeat(500)} }}`),
    jinja(`{{ messages${' ~ 1'.repeat(5000)} }}`),
  ],
  good: [
    withLoop('{% generation %}x{% endgeneration %}{% raw %}{{ not jinja {% }}{% endraw %}'),
    withLoop(
      "{%- set x = {'a': {'b': [1, 2.5, none]}}['a']['b'][::-1] -%}{%+ if x is not defined +%}{% endif %}",
    ),
    withLoop(
      '{% set block | trim %}x{% endset %}{% call(a) f(1) %}{{ a }}{% endcall %}{% filter upper %}y{% endfilter %}',
    ),
    { path: 'page.jinja', bytes: Buffer.from('{% trans %}Hello{% endtrans %}') },
  ],
}
