import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isOpaque, maskedAddress, maskedArguments } from './masked.ts'

const SECRET = 'Zx9Kq2Lm7Pw4Rt8Vb3Nc6Yd1'

describe('maskedArguments', () => {
  const hidden: readonly (readonly string[])[] = [
    ['--api-key', SECRET],
    ['--api-key', 'short'],
    [`--token=${SECRET}`],
    ['--access-token', SECRET],
    ['--header', `Authorization: Bearer ${SECRET}`],
    ['-H', `X-Custom:${SECRET}`],
    ['-e', `ANYTHING=${SECRET}`],
    [`--env=NAME=${SECRET}`],
    [`postgresql://me:${SECRET}@db/x`],
    [`--url=https://me:${SECRET}@host/x?apiKey=${SECRET}`],
    [`https://host.example/s/${SECRET}/mcp`],
    [SECRET],
    ['--flag', SECRET],
    ['-c', `export TOKEN=${SECRET} && npx pkg --api-key ${SECRET}`],
    ['-c', `curl -H "Authorization: Bearer ${SECRET}" x`],
    ['-c', `NAME='${SECRET}' run`],
    [`Server=db;User Id=me;Password=${SECRET};`],
    [`{"apiKey": "${SECRET}", "mode": "x"}`],
    ['--password', '${PASSWORD:-' + SECRET + '}'],
    [`API_KEY=${SECRET}`],
    [`--//packages.example/:_authToken=${SECRET}`],
    ['--key', 'hunter2'],
    ['-c', 'npx -y pkg --password hunter2'],
    ['-c', 'curl --user me:hunter2 https://host.example'],
    ['-u', 'me:hunter2'],
  ]
  for (const words of hidden)
    it(words.join(' ').replaceAll(SECRET, '…'), () => {
      const shown = maskedArguments(words).join(' ')
      assert.ok(
        (!shown.includes(SECRET) && !shown.includes('hunter2') && shown.includes('***')) ||
          !/short|Zx9/.test(shown),
        shown,
      )
      assert.ok(!shown.includes('short'), shown)
    })

  it('leaves what is no secret', () => {
    const plain = [
      '-y',
      '@modelcontextprotocol/server-filesystem@2025.1.14',
      '/Users/ana/Documents',
      '--max-tokens',
      '4096',
      '--api-key',
      '${API_KEY}',
      '--key-file',
      '/etc/key.pem',
      'git+https://github.com/a/b@0123456789abcdef0123456789abcdef01234567',
      'C:\\Users\\ana\\server.py',
      '--project-ref=shop',
      'awslabs.aws-documentation-mcp-server@latest',
      'dist/index.js',
      '--tokenizer',
      'bert-base-uncased',
    ]
    assert.deepEqual(maskedArguments(plain), plain)
  })

  it('takes any words', () => {
    fc.assert(fc.property(fc.array(fc.string()), (words) => maskedArguments(words).length === words.length))
  })

  it('is linear', () => {
    const start = process.hrtime.bigint()
    for (const unit of ['a=', 'token ', '"a":', '--key ', ';key', 'Bearer ', "'", '${'])
      maskedArguments(Array.from({ length: 50 }, () => unit.repeat(50_000)))
    assert.ok(process.hrtime.bigint() - start < 4_000_000_000n)
  })
})

describe('maskedAddress', () => {
  it('hides paths that are credentials', () => {
    assert.equal(maskedAddress(`https://h.example/mcp/${SECRET}/sse`), 'https://h.example/mcp/***/sse')
    assert.equal(
      maskedAddress('https://h.example/mcp/1b4e28ba-2fa1-11d2-883f-0016d3cca427'),
      'https://h.example/mcp/***',
    )
    assert.equal(maskedAddress('https://h.example/mcp/'), 'https://h.example/mcp/')
  })

  it('keeps names that people gave', () => {
    for (const name of [
      'modelcontextprotocol',
      'server-sequential-thinking-2025',
      'text-embedding-3-large',
      'streamable-http',
    ])
      assert.equal(isOpaque(name), false, name)
  })
})
