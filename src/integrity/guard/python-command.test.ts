import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { pythonCommand } from './python-command.ts'

const HOOK = '/opt/assay/assay_guard.py'

function hooked(command: string, scriptOf?: (program: string) => readonly string[] | undefined): string {
  const result = pythonCommand(command.split(' '), HOOK, scriptOf)
  assert.ok(result.hooked, command)
  return result.words.join(' ').replaceAll(HOOK, 'HOOK')
}

describe('a Python command with the hook', () => {
  const cases: readonly (readonly [before: string, after: string])[] = [
    ['python serve.py --model m', 'python HOOK serve.py --model m'],
    ['python3 -m vllm.entrypoints.api --model m', 'python3 HOOK -m vllm.entrypoints.api --model m'],
    ['/venv/bin/python3.12 -u serve.py -c 1', '/venv/bin/python3.12 -u HOOK serve.py -c 1'],
    ['python3.13t -X dev -W error serve.py', 'python3.13t -X dev -W error HOOK serve.py'],
    [
      'python -Xdev -Werror::DeprecationWarning:mc a.py',
      'python -Xdev -Werror::DeprecationWarning:mc HOOK a.py',
    ],
    ['python -I -c import(x)', 'python -I HOOK -c import(x)'],
    ['python -Ic import(x) a', 'python -I HOOK -c import(x) a'],
    ['python -um module a', 'python -u HOOK -m module a'],
    ['python -mmodule a', 'python HOOK -m module a'],
    ['python --check-hash-based-pycs always a.py', 'python --check-hash-based-pycs always HOOK a.py'],
    ['uv run python serve.py', 'uv run python HOOK serve.py'],
    ['uv run --with torch --frozen -- python -m app', 'uv run --with torch --frozen -- python HOOK -m app'],
    ['uv run serve.py a', 'uv run python HOOK serve.py a'],
    ['uv --directory d run python a.py', 'uv --directory d run python HOOK a.py'],
    ['poetry run python serve.py', 'poetry run python HOOK serve.py'],
    [
      'conda run -n ml --no-capture-output python a.py',
      'conda run -n ml --no-capture-output python HOOK a.py',
    ],
    ['env -u X A=1 B=2 python a.py', 'env -u X A=1 B=2 python HOOK a.py'],
    ['nice -n 5 timeout -k 3 10 python a.py', 'nice -n 5 timeout -k 3 10 python HOOK a.py'],
  ]
  for (const [before, after] of cases) it(before, () => assert.equal(hooked(before), after))

  it('starts console scripts by the interpreter of their first line', () => {
    const scriptOf = (program: string): readonly string[] | undefined =>
      program === 'vllm' ? ['/venv/bin/python', '-s', '/venv/bin/vllm'] : undefined
    assert.equal(hooked('vllm serve m', scriptOf), '/venv/bin/python -s HOOK /venv/bin/vllm serve m')
    assert.equal(
      hooked('env A=1 vllm serve m', scriptOf),
      'env A=1 /venv/bin/python -s HOOK /venv/bin/vllm serve m',
    )
  })

  for (const command of [
    'bash serve.sh',
    'python',
    'python -',
    'python -V',
    'python -i',
    'uv pip install x',
    'uv run --script a.py',
    'uv run',
    'node server.js',
    'pythonic a.py',
    './python.sh a',
  ])
    it(`leaves ${command} as it is and says so`, () => {
      const result = pythonCommand(command.split(' '), HOOK, () => ['/bin/sh', 'x'])
      assert.ok(!result.hooked)
      assert.deepEqual(result.words, command.split(' '))
      assert.ok(result.reason.length > 10)
    })

  it('does nothing twice', () => {
    for (const [, after] of cases) {
      const words = after.replaceAll('HOOK', HOOK).split(' ')
      assert.deepEqual(pythonCommand(words, HOOK), { hooked: true, words })
    }
  })

  it('keeps every word and its order, whatever the words are', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'python',
        'uv',
        'run',
        '-m',
        '-c',
        '-X',
        '-',
        '--',
        'env',
        'A=1',
        'a.py',
        '-Ic',
        '__proto__',
        '',
      ),
      fc.string({ maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const result = pythonCommand(words, HOOK)
        const plain = (all: readonly string[]): string => all.join('').replaceAll(/[\s-]/g, '')
        const kept = result.words.filter((w) => w !== HOOK)
        if (!result.hooked) assert.deepEqual(result.words, words)
        else assert.ok(plain(kept).replace('python', '').length <= plain(words).length)
      }),
    )
  })
})
