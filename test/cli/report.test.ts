import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { assay, folderOf } from './assay.ts'
import { assertGolden } from './golden.ts'
import {
  cleanSafetensors,
  harmlessPickle,
  hostilePickle,
  overlappingSafetensors,
  sevenZip,
} from './model-files.ts'

const files = {
  'clean/model.safetensors': cleanSafetensors,
  'clean/list.pkl': harmlessPickle,
  'hub/evil.pt': hostilePickle,
  'hub/mirror/evil-again.pt': hostilePickle,
  'hub/overlap.safetensors': overlappingSafetensors,
  'packed.7z': sevenZip,
}

describe('assay scan', () => {
  let folder: ReturnType<typeof folderOf>
  before(() => (folder = folderOf(files)))
  after(() => folder[Symbol.dispose]())

  for (const format of ['table', 'markdown', 'github', 'json', 'sarif'])
    it(`writes ${format} as it always did`, async () => {
      const { stdout, stderr, code } = await assay(['scan', '--format', format], { cwd: folder.root })
      assert.equal(stderr, '')
      assert.equal(code, 1, 'the format does not change the exit code')
      // Every new rule changes the digest of the rules.
      assertGolden(
        `scan.${format}.txt`,
        stdout.replaceAll(/"(rules|rulesDigest)": "sha256:\w+"/g, '"$1": "…"'),
      )
    })

  it('writes the same bytes twice, whatever the number of workers', async () => {
    for (const format of ['json', 'sarif', 'html']) {
      const [one, two] = await Promise.all(
        ['1', '2'].map((n) =>
          assay(['scan', '-f', format, '--workers', n, '--no-cache'], { cwd: folder.root }),
        ),
      )
      assert.equal(one!.stdout, two!.stdout)
      assert.ok(!one!.stdout.includes(folder.root), 'no absolute paths')
    }
  })

  it('writes several reports in one run', async () => {
    const { stdout } = await assay(['scan', 'clean', '-o', 'json=r.json', '-o', 'sarif=r.sarif'], {
      cwd: folder.root,
    })
    assert.match(stdout, /^Read /)
    for (const name of ['r.json', 'r.sarif']) JSON.parse(readFileSync(join(folder.root, name), 'utf8'))
  })

  it('names files in SARIF as the repository does', async () => {
    const { stdout } = await assay(['scan', 'hub/mirror', '-f', 'sarif'], { cwd: folder.root })
    assert.match(stdout, /"uri": "hub\/mirror\/evil-again\.pt"/)
  })

  it('reads standard input', async () => {
    const { stdout, code } = await assay(['scan', '-'], { cwd: folder.root, stdin: hostilePickle })
    assert.match(stdout, /runs a shell command on load: os\.system\('echo hello'\)/)
    assert.equal(code, 1)
  })

  it('colours when asked to, and not when it is no terminal', async () => {
    const plain = await assay(['scan', 'hub'], { cwd: folder.root })
    assert.ok(!plain.stdout.includes('\u001b'))
    const forced = await assay(['scan', 'hub', '--color', 'always'], { cwd: folder.root })
    assert.ok(forced.stdout.includes('\u001b[1;97;41mCRITICAL'))
    const env = { NO_COLOR: '1', FORCE_COLOR: '1' }
    assert.ok(!(await assay(['scan', 'hub'], { cwd: folder.root, env })).stdout.includes('\u001b'))
  })
})

describe('hostile names', () => {
  it('cannot write to the terminal', { skip: process.platform === 'win32' }, async () => {
    using folder = folderOf({ '\u001b[2J\u202e::error::x\n.pt': hostilePickle })
    for (const format of ['table', 'github', 'markdown', 'json']) {
      const { stdout, stderr } = await assay(['scan', '-f', format], { cwd: folder.root })
      // oxlint-disable-next-line no-control-regex -- controls are what must not be there
      assert.ok(!/[\u0000-\u0009\u000b-\u001f\u202e]/.test(stdout + stderr), format)
      assert.ok(!/^::error::x/m.test(stdout), format)
    }
  })
})
