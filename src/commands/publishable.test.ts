import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { publishableCommand } from './publishable.ts'

describe('commands as one may write them down', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['vllm serve m --api-key s3cret --port 80', 'vllm serve m --api-key *** --port 80'],
    ['x --token=abc --hf-token hf_x', 'x --token=*** --hf-token ***'],
    ['env OPENAI_API_KEY=abc MODE=fast python s.py', 'env OPENAI_API_KEY=*** MODE=fast python s.py'],
    ['x --max-tokens 100 --tokenizer t', 'x --max-tokens 100 --tokenizer t'],
    ['curl -H Authorization:abc https://u:p@h/x', 'curl -H *** https://h/x'],
    ['x hf_abcdefghijklmnop https://h/?token=abc&rev=1', 'x *** https://h/?rev=1'],
    ['python -u s.py', 'python -u s.py'],
    ['x --token --verbose a', 'x --token --verbose a'],
    ['x --db postgres://me:pw@db/x', 'x --db postgres://db/x'],
  ]
  for (const [command, shown] of cases)
    it(command, () => assert.equal(publishableCommand(command.split(' ')).join(' '), shown))
  it('hide a shell command or code that holds a secret', () => {
    assert.deepEqual(publishableCommand(['sh', '-c', 'export API_KEY=abc; python serve.py']), [
      'sh',
      '-c',
      '***',
    ])
    assert.equal(publishableCommand(['x', 'a'.repeat(5000)])[1]!.length, 1001)
  })
})
