import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { discovered, namesOf, valuesOf } from '../discover-example.ts'
import { mcpConfig } from './discoverer.ts'

const servers = (mcpServers: object, path = '.mcp.json') => discovered(mcpConfig, path, { mcpServers })
const one = (entry: object, path = '.mcp.json') => servers({ it: entry }, path)

describe('which thing a server is', () => {
  const cases: readonly (readonly [object, string])[] = [
    [{ command: 'npx -y pkg@1.0.0' }, 'plugin pkg 1.0.0'],
    [{ command: 'npx -y', args: ['pkg@1.0.0'] }, 'plugin pkg 1.0.0'],
    [{ command: '/Applications/My App/bin/server' }, 'plugin it'],
    [{ command: 'npx', args: null }, 'plugin it'],
    [{ command: 'npx', args: '-y pkg@1.0.0' }, 'plugin pkg 1.0.0'],
    [{ command: ['uvx', 'pkg==2'] }, 'plugin pkg 2'],
    [{ command: 'npx', args: ['pkg', 8080, true] }, 'plugin pkg'],
    [{ command: 'node', args: ['./a/../server.js'] }, 'plugin it in server.js'],
    [{ command: 'node', args: ['../outside.js'] }, 'plugin it'],
    [{ command: 'python', args: ['server.py'], cwd: 'mcp' }, 'plugin it in mcp/server.py'],
    [{ command: 'python', args: ['server.py'], cwd: '/srv' }, 'plugin it'],
    [{ command: 'uv', args: ['--directory', './srv', 'run', 'main.py'] }, 'plugin it in srv/main.py'],
    [{ url: 'https://h.example/mcp' }, 'service it'],
    [{ url: '${MCP_URL}' }, 'service it'],
  ]
  for (const [entry, expected] of cases)
    it(JSON.stringify(entry), () => assert.deepEqual(namesOf(one(entry)), [expected]))

  it('never takes a tag or range for a version', () => {
    for (const spec of ['pkg@latest', 'pkg@^1.0.0', 'pkg@1.x', 'pkg@>=1']) {
      const [seen] = one({ command: 'npx', args: [spec] }).sightings
      assert.equal(seen?.subject.by === 'name' && seen.subject.version, undefined)
      assert.deepEqual(valuesOf(seen, 'requirement'), [spec.slice(4)])
    }
  })

  it('links a container to its image, and a bridge to what is behind it', () => {
    const image = one({ command: 'docker', args: ['run', '-v', '/data:/d:ro', '--network=none', 'mcp/fs:1'] })
    assert.deepEqual(namesOf(image), ['plugin mcp/fs', 'container mcp/fs'])
    assert.deepEqual(valuesOf(image.sightings[0], 'permission'), [
      'docker:mount:/data:/d:ro',
      'docker:network:none',
    ])
    assert.equal(image.sightings[0]?.relations[0]?.kind, 'depends-on')
    const bridge = one({ command: 'npx', args: ['mcp-remote', 'https://h.example/sse'] })
    assert.deepEqual(namesOf(bridge), ['plugin mcp-remote', 'service it'])
  })
})

describe('permissions', () => {
  const of = (entry: object): string[] => valuesOf(one(entry).sightings[0], 'permission')

  it('are said by the configuration, or concluded and said to be so', () => {
    assert.deepEqual(of({ command: 'npx', args: ['@modelcontextprotocol/server-filesystem', '/a', './b'] }), [
      'fs:read-write:/a (inferred)',
      'fs:read-write:./b (inferred)',
    ])
    assert.deepEqual(
      of({ command: 'deno', args: ['run', '--allow-net=a.example,b.example', '--allow-read', 'm.ts'] }),
      ['net:a.example', 'net:b.example', 'fs:read:*'],
    )
    assert.deepEqual(of({ command: 'x', env: { A: 'v' }, autoApprove: ['t'], alwaysAllow: ['u'] }), [
      'env:A',
      'tool:auto-approve:t',
      'tool:auto-approve:u',
    ])
    assert.deepEqual(of({ url: 'https://h.example/mcp', oauth: { scopes: ['read', 'write'] } }), [
      'oauth:read',
      'oauth:write',
      'net:h.example (inferred)',
    ])
  })
})

describe('secrets', () => {
  it('never leave the file', () => {
    const secret = 'Zx9Kq2Lm7Pw4Rt8Vb3Nc6Yd1'
    const found = servers({
      a: { command: 'npx', args: ['pkg', '--api-key', secret], env: { KEY: secret } },
      b: {
        url: `https://u:${secret}@h.example/${secret}/mcp?token=${secret}`,
        headers: { 'X-Api-Key': secret },
      },
      c: { command: 'docker', args: ['run', '-e', `T=${secret}`, 'mcp/x'] },
      d: { command: `sh -c "TOKEN=${secret} npx pkg"` },
      e: { command: 'npx', args: ['-y', `https://u:${secret}@h.example/pkg.tgz`] },
      f: { command: 'uvx', args: ['--index-url', `https://u:${secret}@h.example/simple`, 'pkg'] },
      g: { command: 'uvx', args: ['--from', `git+https://${secret}@github.com/a/b`, 'b'] },
    })
    assert.equal(found.sightings.length, 8)
    assert.ok(!JSON.stringify(found).includes(secret), JSON.stringify(found))
    assert.deepEqual(valuesOf(found.sightings[1], 'authenticated'), ['true'])
  })
})

describe('forms', () => {
  it('keeps the siblings of a broken entry', () => {
    const found = servers({
      a: { args: [] },
      b: 7,
      c: null,
      d: { command: 'npx', args: ['pkg'] },
      e: [],
      f: { command: '' },
    })
    assert.deepEqual(namesOf(found), ['plugin pkg'])
    assert.equal(found.gaps.length, 5)
  })

  it('reports what holds servers in a form that is not known', () => {
    assert.equal(discovered(mcpConfig, 'x.json', { mcpServers: 5 }).gaps.length, 1)
    assert.equal(discovered(mcpConfig, 'x.json', { mcpServers: [5] }).gaps.length, 1)
    assert.equal(discovered(mcpConfig, 'x.json', '{"mcpServers": {').gaps.length, 1)
    assert.equal(discovered(mcpConfig, '.cursor/mcp.json', 'not json').gaps.length, 1)
  })

  it('takes an empty file for none', () => {
    assert.deepEqual(discovered(mcpConfig, '.mcp.json', ' \n'), { claimed: true, sightings: [], gaps: [] })
  })

  it('is not fooled by names of objects', () => {
    const found = discovered(
      mcpConfig,
      '.mcp.json',
      '{"mcpServers": {"__proto__": {"command": "npx", "args": ["pkg"]}, "constructor": {"type": "toString", "command": "x"}}}',
    )
    assert.deepEqual(namesOf(found), ['plugin pkg', 'plugin constructor'])
  })

  it('takes any JSON', () => {
    const key = fc.constantFrom(
      'mcpServers',
      'mcp',
      'servers',
      'command',
      'args',
      'env',
      'url',
      'headers',
      'hooks',
      'permissions',
      'allow',
      'type',
      'oauth',
      'tools',
      'name',
      '__proto__',
    )
    const json = fc.letrec<{ v: unknown }>((tie) => ({
      v: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, true, 0, '', 'npx -y a', 'https://x', 'docker run y'),
        fc.array(tie('v'), { maxLength: 3 }),
        fc
          .array(fc.tuple(key, tie('v')), { maxLength: 4 })
          .map((pairs) => Object.fromEntries(pairs) as unknown),
      ),
    })).v
    fc.assert(
      fc.property(
        json,
        fc.constantFrom('.mcp.json', '.vscode/mcp.json', 'opencode.json', '.claude/settings.json'),
        (value, path) => {
          discovered(mcpConfig, path, JSON.stringify({ mcpServers: value, hooks: value, mcp: value }))
          discovered(mcpConfig, path, JSON.stringify(value))
        },
      ),
    )
  })

  it('reads UTF-8 with a byte order mark, and UTF-16', () => {
    const text = '{"mcpServers": {"a": {"command": "npx", "args": ["pkg"]}}}'
    assert.deepEqual(namesOf(discovered(mcpConfig, '.mcp.json', `\uFEFF${text}`)), ['plugin pkg'])
    assert.deepEqual(namesOf(discovered(mcpConfig, '.mcp.json', Buffer.from(`\uFEFF${text}`, 'utf16le'))), [
      'plugin pkg',
    ])
  })
})
