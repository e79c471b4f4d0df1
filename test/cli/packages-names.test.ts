import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assay, folderOf } from './assay.ts'

const files = {
  'requirements.txt': 'numpy==2.0.0\nscipi==1.0\nacme-models==1.0\n',
  'internal.yml': 'internal-packages: [acme-core, acme-*, numpy]\n',
  'public.txt': 'numpy\nacme_core\n',
  'broken.lock': '',
}

describe('assay packages names', () => {
  it('judges names on standard input, one row a line', async () => {
    using folder = folderOf(files)
    const stdin = Buffer.from('numpy\r\n\nscipi\n@modelcontext-protocol/server-slack\n\u001b[31m\nnυmpy')
    const { code, stdout } = await assay(['packages', 'names', '--stdin', '--format', 'json'], {
      cwd: folder.root,
      stdin,
    })
    assert.equal(code, 0)
    assert.ok(!stdout.includes('\u001b'))
    const rows = JSON.parse(stdout) as { name: string; verdict: string; target: string | null; why: string }[]
    assert.deepEqual(
      rows.map(({ name, verdict, target }) => [name, verdict, target]),
      [
        ['numpy', 'none', null],
        ['scipi', 'high', 'scipy'],
        ['@modelcontext-protocol/server-slack', 'high', '@modelcontextprotocol/server-slack'],
        ['\u001b[31m', 'none', null],
        ['nυmpy', 'high', 'numpy'],
      ],
    )
    assert.deepEqual(Object.keys(rows[0]!), ['name', 'verdict', 'target', 'why'])
  })

  it('judges names in files, and a name alone denies only where medium does', async () => {
    using folder = folderOf(files)
    const { code, stdout } = await assay(['packages', 'names'], { cwd: folder.root })
    assert.equal(code, 0)
    assert.match(stdout, /^high {4}scipi is scipy .*requirements\.txt:2$/m)
    assert.doesNotMatch(stdout, /numpy/)
    const strict = await assay(['packages', 'names', '--fail-on', 'medium'], { cwd: folder.root })
    assert.equal(strict.code, 1)
  })

  it('tells which internal names nobody has reserved', async () => {
    using folder = folderOf(files)
    const args = ['packages', 'names', '--check-public', 'public.txt', '--format', 'json']
    const { stdout } = await assay([...args, '--config', 'internal.yml'], { cwd: folder.root })
    assert.deepEqual(JSON.parse(stdout), [
      { name: 'acme-core', declared: 'acme-core', reserved: true },
      { name: 'acme-models', declared: 'acme-*', reserved: false },
      { name: 'numpy', declared: 'numpy', reserved: true },
    ])
    const undeclared = await assay(args, { cwd: folder.root })
    assert.equal(undeclared.code, 2)
    assert.match(undeclared.stderr, /internal-packages/)
  })
})
