import type { RuleExamples } from '../../../model/rule.ts'
import { jinja, tokenizerConfig, withLoop } from '../example-file.ts'

export const examples: RuleExamples = {
  bad: [
    jinja("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    withLoop("{{ cycler.__init__.__globals__.os.popen('echo').read() }}"),
    withLoop("{{ lipsum['__glo' ~ 'bals__'] }}"),
    withLoop("{% set a = ['__cla', 'ss__']|join %}{{ messages|attr(a) }}"),
    withLoop("{{ messages|attr('%c%cclass%c%c'|format(95, 95, 95, 95)) }}"),
    withLoop("{{ messages|attr('\\x5f\\x5fclass\\x5f\\x5f') }}"),
    withLoop('{{ messages[dict(__cla=1, ss__=2)|join] }}'),
    withLoop("{{ messages['__ssalc__'[::-1]] }}"),
    withLoop("{{ messages|map(attribute='content.__class__')|list }}"),
    withLoop("{{ '{0.__class__.__init__}'.format(messages) }}"),
    withLoop(
      "{% for part in ['__cl', 'ass__'] %}{% set ns.name = ns.name ~ part %}{% endfor %}{{ messages|attr(ns.name) }}",
    ),
    withLoop("{{ request|attr('application') }}"),
    withLoop('{{ config.items() }}'),
    withLoop("{% include '/etc/passwd' %}"),
    withLoop("{% import 'os' as os %}"),
    withLoop("{{ __import__('os').system('echo') }}"),
    withLoop('{% for i in range(1000000000) %}x{% endfor %}'),
    tokenizerConfig([
      { name: 'default', template: '{{ messages }}' },
      { name: 'rag', template: '{{ [].__class__ }}' },
    ]),
    { path: 'x.json', bytes: Buffer.from('{"\\u0063hat_template": "{{ [].__class__ }}"}') },
    jinja('{% if %}{{ [].__class__ }}'),
  ],
  good: [
    withLoop(''),
    withLoop("{% set ns = namespace(found=false) %}{% if ns.found %}{{ raise_exception('no') }}{% endif %}"),
    withLoop("{{ messages|selectattr('role', 'equalto', 'user')|map(attribute='content')|join('__') }}"),
    withLoop("{{ strftime_now('%d %b %Y') }}{{ tools|tojson(indent=4) }}{{ tool.name|replace('.', '__') }}"),
    {
      path: 'page.jinja',
      bytes: Buffer.from('{% extends "base.html" %}{{ url_for("x") }}{{ config.title }}'),
    },
  ],
}
