import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { pipRows } from './as-pip.ts'

function rows(text: string): unknown[] {
  return [...pipRows(text, () => {})]
}

describe('requirements as pip reads them', () => {
  it('names stay as written, sets are sorted', () => {
    assert.deepEqual(
      rows(
        [
          '--index-url https://packages.example/simple',
          'Pillow >= 10, <12  # why',
          "flask_cors[ Tests ,dev]~=4.0; python_version<'3.13'",
          'urllib3===1.26.20 \\',
          '    --hash=sha256:aa',
          'datasets',
          '-e ./here',
          '-r other.txt',
        ].join('\n'),
      ),
      [
        ['Pillow', [], '<12,>=10', null, null],
        ['flask_cors', ['Tests', 'dev'], '~=4.0', 'python_version < "3.13"', null],
        ['urllib3', [], '===1.26.20', null, null],
        ['datasets', [], '', null, null],
      ],
    )
  })

  it('an address belongs to a name, or is no requirement of the standard', () => {
    assert.deepEqual(
      rows(
        'peft @ git+https://me:hunter2@host.example/peft.git@main ; python_version < "3"\ngit+https://host.example/peft.git\n./a.whl\n==2.3\nx==1 ; nonsense\n',
      ),
      [
        ['peft', [], '', 'python_version < "3"', 'git+https://host.example/peft.git@main'],
        ['!ERR', 'git+https://host.example/peft.git'],
        ['!ERR', './a.whl'],
        ['!ERR', '==2.3'],
        ['!ERR', 'x==1 ; nonsense'],
      ],
    )
  })

  it('any text ends in rows', () => {
    fc.assert(fc.property(fc.string(), (text) => void rows(text)))
  })
})
