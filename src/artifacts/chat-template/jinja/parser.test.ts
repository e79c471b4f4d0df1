import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { array, assert as check, constantFrom, property, string } from 'fast-check'
import { TemplateSyntaxError, type Expression } from './ast.ts'
import { parseTemplate } from './parser.ts'

/** An expression in prefix form, without lines. */
function shown(expression: Expression | undefined): string {
  if (!expression) return '-'
  switch (expression.kind) {
    case 'const':
      return JSON.stringify(expression.value)
    case 'name':
      return expression.name
    case 'attribute':
      return `${shown(expression.object)}.${expression.name}`
    case 'item':
      return `${shown(expression.object)}[${shown(expression.index)}]`
    case 'slice':
      return expression.parts.map(shown).join(':')
    case 'call':
      return `${shown(expression.callee)}(${shownArguments(expression.args)})`
    case 'filter':
      return `(${shown(expression.input)}|${expression.name}(${shownArguments(expression.args)}))`
    case 'test':
      return `(${shown(expression.input)} is ${expression.name}(${shownArguments(expression.args)}))`
    case 'unary':
      return `(${expression.operator} ${shown(expression.operand)})`
    case 'binary':
      return `(${shown(expression.left)} ${expression.operator} ${shown(expression.right)})`
    case 'conditional':
      return `(${shown(expression.test)} ? ${shown(expression.consequent)} : ${shown(expression.otherwise)})`
    case 'list':
      return `[${expression.items.map(shown).join(', ')}]`
    case 'dict':
      return `{${expression.entries.map(([k, v]) => `${shown(k)}: ${shown(v)}`).join(', ')}}`
    default:
      return expression satisfies never
  }
}

function shownArguments({ positional, named }: (Expression & { kind: 'call' })['args']): string {
  return [...positional.map(shown), ...named.map((n) => `${n.name}=${shown(n.value)}`)].join(', ')
}

function parsed(source: string): string {
  const [statement] = parseTemplate(`{{ ${source} }}`)
  assert.equal(statement?.kind, 'output')
  return shown(statement.expression)
}

function endsInTreeOrError(source: string): void {
  try {
    parseTemplate(source)
  } catch (error) {
    assert.ok(error instanceof TemplateSyntaxError, String(error))
  }
}

describe('the Jinja parser', () => {
  it('binds as Jinja binds', () => {
    const given: readonly (readonly [string, string])[] = [
      ['a or b and not c in d', '(a or (b and (not (c in d))))'],
      ['a + b ~ c * d', '(a + (b ~ (c * d)))'],
      ['-a|abs', '((- a)|abs())'],
      ['a ** b ** c', '(a ** (b ** c))'],
      ['a if b else c if d else e', '(b ? a : (d ? c : e))'],
      ['a is divisibleby 3 and b', '((a is divisibleby(3)) and b)'],
      ['a is not none', '(not (a is none()))'],
      ['a.b[1:, ::2].c(d, e=1)|f(2)|g', '((a.b[[1:-, -:-:2]].c(d, e=1)|f(2))|g())'],
      ["'a' 'b'", '"ab"'],
      ["'\\x5f\\u005f\\137'", '"___"'],
      ["{'a': {'b': 1}}['a']", '{"a": {"b": 1}}["a"]'],
      ['1, 2', '[1, 2]'],
      ['a not in b', '(a not in b)'],
    ]
    for (const [source, tree] of given) assert.equal(parsed(source), tree, source)
  })

  it('reads all tags that chat templates use', () => {
    const kinds = parseTemplate(
      '{% set a.b = 1 %}{% set c | trim %}x{% endset %}{% for a, b in c if d recursive %}{% break %}{% else %}{% endfor %}' +
        '{% macro m(a, b=1) %}{% endmacro %}{% call(x) m(1) %}{% endcall %}{% filter upper %}{% endfilter %}' +
        '{% generation %}{% endgeneration %}{% with a = 1 %}{% endwith %}{% do f() %}{% include "x" %}{% if a %}{% elif b %}{% else %}{% endif %}',
    ).map((s) => s.kind)
    assert.deepEqual(kinds, [
      'set',
      'set-block',
      'for',
      'macro',
      'call-block',
      'filter-block',
      'scope',
      'scope',
      'evaluate',
      'load',
      'if',
    ])
  })

  it('leaves raw blocks, strings with brackets and comments alone', () => {
    const statements = parseTemplate(
      "{% raw %}{{ a {% b %}{% endraw %}{{ '}}' }}{# {{ #}{%- set x = '%}' -%}",
    )
    assert.deepEqual(
      statements.map((s) => s.kind),
      ['text', 'output', 'set'],
    )
  })

  it('ends in a tree or a syntax error', () => {
    const piece = constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      ' if ',
      ' for x in ',
      'a',
      '(',
      ')',
      '[',
      ']',
      '|',
      '.',
      '~',
      "'",
      'end',
      '{#',
      '-',
    )
    check(property(string(), endsInTreeOrError))
    check(
      property(array(piece, { maxLength: 40 }), (pieces) => endsInTreeOrError(pieces.join(''))),
      { numRuns: 1000 },
    )
    for (const deep of [
      '('.repeat(1e5),
      `{{ ${'-'.repeat(1e5)}a }}`,
      `{{ a${'.a'.repeat(1e5)} }}`,
      '{% if a %}'.repeat(1e5),
    ])
      endsInTreeOrError(`{{ ${deep}`)
    endsInTreeOrError(`{{ a${'.a'.repeat(1e5)} }}`)
    endsInTreeOrError('{% if a %}'.repeat(1e4))
  })
})
