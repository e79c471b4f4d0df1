import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { assay, folderOf } from './assay.ts'
import { assertGolden } from './golden.ts'
import { cleanSafetensors, hostilePickle, overlappingSafetensors } from './model-files.ts'

const permissive = 'fail-on: critical\nlimits:\n  depth: 3\n  bytes: 500MB\n'
const waiveAll =
  "waivers:\n  - {rule: pickle-code-execution, path: '**', reason: trust me, owner: them, expires: 2999-01-01}\n"

describe('configuration', () => {
  it('says where each value comes from: flag over environment over file over preset over default', async () => {
    using folder = folderOf({
      'assay.yml': `preset: strict\n${permissive}`,
      'models/m.safetensors': cleanSafetensors,
    })
    const env = {
      ASSAY_MIN_CONFIDENCE: 'firm',
      ASSAY_FAIL_ON: 'low',
      ASSAY_WORKERS: '2',
      ASSAY_STRCIT: '1',
      XDG_CACHE_HOME: '/cache',
    }
    const args = ['config', 'show', 'models']
    const { stdout, stderr } = await assay(args, { cwd: folder.root, env })
    assertGolden('config-show.txt', stdout)
    assert.equal(stderr, 'assay: warning: ASSAY_STRCIT is no setting (did you mean ASSAY_STRICT?)\n')
  })

  it('is found upwards from what is scanned, and `--no-config` ignores it', async () => {
    using folder = folderOf({
      'assay.yml': permissive,
      'models/deep/bad.safetensors': overlappingSafetensors,
    })
    const codes = await Promise.all([
      assay(['scan', 'models/deep'], { cwd: folder.root }),
      assay(['scan', 'models/deep', '--no-config'], { cwd: folder.root }),
      assay(['scan', '.'], { cwd: join(folder.root, 'models/deep') }),
    ])
    assert.deepEqual(
      codes.map((o) => o.code),
      [0, 1, 0],
    )
  })

  it('that what is scanned brings along is not obeyed', async () => {
    using folder = folderOf({
      'download/assay.yml': permissive,
      'download/waivers.yml': waiveAll,
      'download/evil.pt': hostilePickle,
      'download/bad.safetensors': overlappingSafetensors,
    })
    const outcome = await assay(['scan', 'download'], { cwd: folder.root })
    assert.equal(outcome.code, 1)
    assert.match(outcome.stderr, /download\/assay\.yml lies in what is scanned and is not used/)
    assert.match(outcome.stdout, /download\/waivers\.yml lies in what is scanned and is not used/)
    const file = await assay(['scan', 'download/evil.pt'], { cwd: folder.root })
    assert.equal(file.code, 1)
  })

  it('in the scanned working folder itself is obeyed, and the report says so', async () => {
    using folder = folderOf({ 'waivers.yml': waiveAll, 'evil.pt': hostilePickle })
    const { code, stdout } = await assay(['scan', '--show-waived'], { cwd: folder.root })
    assert.equal(code, 0)
    assert.match(stdout, /waivers from waivers\.yml inside what is scanned/)
    assert.match(stdout, /trust me \(them, until 2999-01-01\)/)
    assert.match(stdout, /1 waived/)
  })

  it('with a preset and formats ruled out denies what is harmless today', async () => {
    using folder = folderOf({
      'list.pkl': Buffer.from('(lp0\nI1\na.'),
      'assay.yml': 'deny-formats: [pickel]\n',
    })
    const misspelt = await assay(['scan'], { cwd: folder.root })
    assert.equal(misspelt.code, 2)
    assert.match(misspelt.stderr, /there is no format pickel \(did you mean pickle\?\)/)
    const denied = await assay(['scan', '--no-config', '--preset', 'safetensors-only'], { cwd: folder.root })
    assert.equal(denied.code, 1)
    assert.match(denied.stdout, /is pickle, which the policy does not allow/)
  })
})

describe('baseline and explanation', () => {
  it('a baseline leaves out what it knows, and explain tells it in full', async () => {
    using folder = folderOf({ 'models/evil.pt': hostilePickle })
    const { cwd } = { cwd: folder.root }
    await assay(['scan', 'models', '-o', 'json=before.json'], { cwd })
    const again = await assay(['scan', 'models', '--baseline', 'before.json'], { cwd })
    assert.equal(again.code, 0)
    assert.match(again.stdout, /1 finding known from the baseline left out/)

    const { stdout } = await assay(['scan', 'models', '-f', 'json'], { cwd })
    const { findings } = JSON.parse(stdout) as { findings: [{ fingerprint: string }] }
    const print = findings[0].fingerprint.slice(0, 8)
    for (const from of [['--report', 'before.json'], ['models']]) {
      const explained = await assay(['explain', print, ...from], { cwd })
      assert.match(
        explained.stdout,
        /runs a shell command on load[\s\S]*Evidence[\s\S]*pickle-code-execution/,
      )
    }
  })
})
