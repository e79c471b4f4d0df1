import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { agentRules } from './agent-rules/discoverer.ts'
import { claudePlugin } from './claude-plugin/discoverer.ts'
import { discovered, namesOf, valuesOf } from './discover-example.ts'
import { mcpBundle } from './mcp-bundle/discoverer.ts'
import { mcpRegistry } from './mcp-registry/discoverer.ts'
import { promptFile } from './prompt-file/discoverer.ts'
import { skill } from './skill/discoverer.ts'

describe('skill', () => {
  it('tells what the front matter says', () => {
    const text =
      '---\nname: pdf\ndescription: Use it: now\nallowed-tools: Bash(git add:*), Read\nmetadata:\n  version: 1.10.0\nlicense: MIT\n---\nText'
    const found = discovered(skill, '.claude/skills/pdf/SKILL.md', text)
    assert.deepEqual(namesOf(found), ['plugin pdf 1.10.0 in .claude/skills/pdf'])
    const [seen] = found.sightings
    assert.deepEqual(valuesOf(seen, 'permission'), [
      'tool:auto-approve:Bash(git add:*)',
      'tool:auto-approve:Read',
    ])
    assert.deepEqual(valuesOf(seen, 'license'), ['MIT'])
    assert.deepEqual(valuesOf(seen, 'description'), ['Use it: now'])
  })

  it('makes up no version', () => {
    for (const version of ['latest', 'null', '""', '[1]']) {
      const found = discovered(skill, 'skills/a/SKILL.md', `---\nname: a\nversion: ${version}\n---\n`)
      assert.deepEqual(namesOf(found), ['plugin a in skills/a'])
    }
  })

  it('takes broken front matter', () => {
    for (const text of [
      '---\n',
      '---\n: : [\n---\n',
      '---\nname: [a\n---\n',
      '---\n- a\n---\n',
      `---\na: ${'['.repeat(5000)}\n---\n`,
      '---\nx: *y\n---\n',
    ])
      assert.doesNotThrow(() => discovered(skill, 'skills/a/SKILL.md', text), text.slice(0, 40))
  })
})

describe('agent-rules', () => {
  it('knows definitions of agents by their front matter', () => {
    const found = discovered(
      agentRules,
      'x/agents/a.md',
      '---\nname: a\ndescription: d\ntools: Read, Bash\n---\n',
    )
    assert.deepEqual(namesOf(found), ['prompt a in x/agents/a.md'])
    assert.deepEqual(valuesOf(found.sightings[0], 'permission'), ['tool:allow:Read', 'tool:allow:Bash'])
    assert.deepEqual(namesOf(discovered(agentRules, 'docs/agents/a.md', '# A page\n')), [])
  })
})

describe('claude-plugin', () => {
  it('means by a marketplace and a manifest the same plugin', () => {
    const listed = discovered(claudePlugin, '.claude-plugin/marketplace.json', {
      name: 'm',
      plugins: [
        { name: 'p', source: './plugins/p' },
        { name: 'q', source: { source: 'github', repo: 'a/b' } },
        7,
      ],
    })
    const own = discovered(claudePlugin, 'plugins/p/.claude-plugin/plugin.json', {
      name: 'p',
      version: '1.0.0',
      author: { name: 'A' },
    })
    assert.deepEqual(namesOf(listed), ['plugin m', 'plugin p in plugins/p', 'plugin q'])
    assert.deepEqual(namesOf(own), ['plugin p 1.0.0 in plugins/p'])
    assert.equal(listed.gaps.length, 1)
    const registry = (i: number, from = listed) =>
      from.sightings[i]?.subject.by === 'name' && from.sightings[i].subject.registry
    assert.equal(registry(1), registry(0, own))
    assert.deepEqual(valuesOf(listed.sightings[2], 'source-url'), ['https://github.com/a/b'])
  })

  it('does not leave the tree', () => {
    const found = discovered(claudePlugin, '.claude-plugin/marketplace.json', {
      name: 'm',
      plugins: [{ name: 'p', source: '../../etc' }],
    })
    assert.deepEqual(namesOf(found), ['plugin m', 'plugin p'])
  })
})

describe('mcp-registry', () => {
  it('records hashes that the entry states, and those alone', () => {
    const hash = 'a'.repeat(64)
    const found = discovered(mcpRegistry, 'server.json', {
      name: 'io.x/y',
      version: '1.0.0',
      packages: [
        { registryType: 'mcpb', identifier: 'https://h.example/y.mcpb', fileSha256: hash },
        { registryType: 'npm', identifier: 'y', version: '1.0.0', fileSha256: 'no hash' },
        { registryType: 'unheard-of', identifier: 'y' },
      ],
    })
    assert.deepEqual(namesOf(found), ['plugin io.x/y 1.0.0', 'plugin io.x/y', 'plugin y 1.0.0'])
    assert.deepEqual(found.sightings[1]?.distributions[0]?.hashes, [{ algorithm: 'sha256', value: hash }])
    assert.deepEqual(found.sightings[2]?.distributions, [])
    assert.equal(found.gaps.length, 1)
  })
})

describe('mcp-bundle', () => {
  const manifest = {
    dxt_version: '0.1',
    name: 'b',
    version: '1.0.0',
    server: { mcp_config: { command: 'node', args: ['x.js'], env: { KEY: 's3cret-value' } } },
  }

  it('reads a manifest without values of variables', () => {
    const found = discovered(mcpBundle, 'b/manifest.json', manifest)
    assert.deepEqual(namesOf(found), ['plugin b 1.0.0 in b'])
    assert.deepEqual(valuesOf(found.sightings[0], 'permission'), ['env:KEY'])
    assert.ok(!JSON.stringify(found).includes('s3cret'))
  })

  it('reads a packed one', () => {
    const found = discovered(mcpBundle, 'b.mcpb', stored('manifest.json', JSON.stringify(manifest)))
    assert.deepEqual(namesOf(found), ['plugin b 1.0.0 in b.mcpb'])
    assert.equal(found.sightings[0]?.evidence.at.path, 'b.mcpb!manifest.json')
    assert.equal(discovered(mcpBundle, 'b.dxt', stored('other.json', '{}')).gaps.length, 1)
    assert.equal(discovered(mcpBundle, 'b.mcpb', Buffer.from('PK\x03\x04 cut off')).gaps.length, 1)
  })
})

describe('every reader', () => {
  const paths: readonly (readonly [{ claims: unknown }, string])[] = [
    [skill, 'skills/a/SKILL.md'],
    [agentRules, '.claude/agents/a.md'],
    [claudePlugin, '.claude-plugin/plugin.json'],
    [claudePlugin, '.claude-plugin/marketplace.json'],
    [mcpRegistry, 'server.json'],
    [mcpBundle, 'manifest.json'],
    [promptFile, 'prompts/a.yaml'],
    [promptFile, 'promptfooconfig.yaml'],
  ]
  const keys = [
    'name',
    'version',
    'plugins',
    'source',
    'packages',
    'remotes',
    'server',
    'mcp_config',
    'author',
    'prompts',
    'dxt_version',
    '$schema',
    'metadata',
    '__proto__',
    'user_config',
    'registryType',
    'type',
  ]

  it('takes any JSON', () => {
    const json = fc.letrec<{ v: unknown }>((tie) => ({
      v: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 0, '', 'a', './x', 'https://static.modelcontextprotocol.io/schemas'),
        fc.array(tie('v'), { maxLength: 3 }),
        fc
          .array(fc.tuple(fc.constantFrom(...keys), tie('v')), { maxLength: 5 })
          .map((pairs) => Object.fromEntries(pairs) as unknown),
      ),
    })).v
    fc.assert(
      fc.property(json, (value) => {
        const text = JSON.stringify(value)
        for (const [reader, path] of paths)
          discovered(reader as typeof skill, path, path.endsWith('.md') ? `---\n${text}\n---\n` : text)
      }),
    )
  })
})

/** A zip archive with one stored member. */
function stored(name: string, content: string): Buffer {
  const data = Buffer.from(content)
  const crc = crc32(data)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt32LE(crc, 14)
  local.writeUInt32LE(data.length, 18)
  local.writeUInt32LE(data.length, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 4)
  central.writeUInt16LE(20, 6)
  central.writeUInt32LE(crc, 16)
  central.writeUInt32LE(data.length, 20)
  central.writeUInt32LE(data.length, 24)
  central.writeUInt16LE(name.length, 28)
  const body = Buffer.concat([local, Buffer.from(name), data])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(body.length, 16)
  return Buffer.concat([body, central, Buffer.from(name), end])
}
