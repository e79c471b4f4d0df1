import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { shellCommands, splitWords } from './shell-words.ts'

const plain = (script: string): string[] =>
  shellCommands(script).map((c) => `${c.line}: ${c.words.map((w) => w.text).join('|')}`)

describe('splitWords', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['npx -y pkg', ['npx', '-y', 'pkg']],
    [`a 'b c' "d \\"e\\" $x" f\\ g`, ['a', 'b c', 'd "e" $x', 'f g']],
    ['a "" b', ['a', '', 'b']],
    ['"C:\\Program Files\\node.exe" C:\\srv\\index.js', ['C:\\Program Files\\node.exe', 'C:\\srv\\index.js']],
    ['A=1 b --c=d', ['A=1', 'b', '--c=d']],
    ['a && b', ['a']],
    ['a {} {b,c}', ['a', '{}', '{b,c}']],
    ['  ', []],
  ]
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(splitWords(text), expected))
})

describe('shellCommands', () => {
  it('finds each simple command with its line', () => {
    const script = `#!/bin/sh
# npx comment
set -e
if [ -f x ]; then python train.py \\
  --model a/b; fi
for f in 1 2; do wget "$f"; done
a | b && c || d
f() { e; }
`
    assert.deepEqual(plain(script), [
      '3: set|-e',
      '4: [|-f|x|]',
      '4: python|train.py|--model|a/b',
      '5: fi',
      '6: for|f|in|1|2',
      '6: wget|$f',
      '6: done',
      '7: a',
      '7: b',
      '7: c',
      '7: d',
      '8: f',
      '8: e',
    ])
  })

  it('leaves out here-documents and redirections', () => {
    const script = 'cat <<EOF > out\nnpx evil\nEOF\nrun 2>&1 >log <in\ncat <<-"X"\n\ta\n\tX\nlast <<< word\n'
    assert.deepEqual(plain(script), ['1: cat', '4: run', '5: cat', '8: last'])
  })

  it('says which words are not known', () => {
    const [command] = shellCommands('MODEL=a/b run $MODEL "${X:-c/d}" \'$y\' $(date) *.txt plain')
    assert.deepEqual(
      command?.words.map((w) => w.expands),
      [false, true, true, false, true, true, false],
    )
    assert.deepEqual(command?.assignments, [{ name: 'MODEL', value: { text: 'a/b', expands: false } }])
  })

  it('keeps a line of assignments alone', () => {
    const [command] = shellCommands('A=1\n')
    assert.deepEqual([command?.assignments.length, command?.words.length], [1, 0])
  })

  it('ends on any text', () => {
    const piece = fc.constantFrom(...'\'"\\$`({})<>|&;#\n =ab*\u00a0\ufeff\v', '<<', '$(', '${', '<<-')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (p) => void shellCommands(p.join(''))),
      { numRuns: 500 },
    )
  })

  it('is linear', () => {
    const start = process.hrtime.bigint()
    for (const unit of ['$(', '${', '"$', '<<a\n', '`', "'", '\\', 'a=', '{'])
      shellCommands(unit.repeat(100_000))
    assert.ok(process.hrtime.bigint() - start < 4_000_000_000n)
  })
})
