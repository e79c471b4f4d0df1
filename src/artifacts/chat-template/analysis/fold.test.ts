import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseTemplate } from '../jinja/parser.ts'
import { collectConstants } from './constants.ts'
import { fold } from './fold.ts'

/** What the last print of a template can come to. */
function values(source: string): readonly unknown[] {
  const template = parseTemplate(source)
  const last = template.findLast((s) => s.kind === 'output')
  return last?.kind === 'output' ? fold(last.expression, collectConstants(template)) : []
}

describe('constant folding', () => {
  it('follows every way in which names are put together', () => {
    const ways = [
      "{{ '__cla' ~ 'ss__' }}",
      "{{ '__cla' + 'ss__' }}",
      "{{ ['__', 'class', '__']|join }}",
      "{{ ''.join(['__', 'class', '__']) }}",
      "{{ '%sclass%s' % ('__', '__') }}",
      "{{ '%c%cclass__'|format(95, 95) }}",
      "{{ '{}{}'.format('__class', '__') }}",
      "{{ '__ssalc__'|reverse }}",
      "{{ '__ssalc__'[::-1] }}",
      "{{ '__CLASS__'.lower() }}",
      "{{ '--class--'|replace('-', '_') }}",
      '{{ dict(__class__=1)|join }}',
      '{{ dict(__class__=1)|list|first }}',
      "{% set a = '__cla' %}{% set b = a ~ 'ss__' %}{{ b }}",
      "{% set ns = namespace(x='__class__') %}{{ ns.x }}",
      '{% set x %}__class__{% endset %}{{ x }}',
      "{% for x in ['__class__'] %}{% endfor %}{{ x }}",
      "{{ '_' * 2 ~ 'class' ~ '_' * 2 }}",
      "{{ ['a', '__class__'][1] }}",
      "{{ '__class__' if a else '' }}",
    ]
    for (const way of ways) assert.equal(values(way)[0], '__class__', way)
  })

  it('does not guess', () => {
    for (const unknown of ['{{ a }}', "{{ a ~ 'b' }}", "{{ [a, 'b']|join }}", '{{ f() }}'])
      assert.deepEqual(values(unknown), [])
  })

  it('stays small when names grow from themselves', () => {
    const found = values("{% set a = 'x' %}{% set a = a ~ a ~ a ~ a %}{% set a = a ~ a ~ a ~ a %}{{ a }}")
    assert.ok(found.length <= 8)
  })
})
