import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { assay, folderOf } from './assay.ts'
import { cleanSafetensors, harmlessPickle, hostilePickle } from './model-files.ts'

/** Names of a hub snapshot. What matters is that the loader of the one unpickles. */
const files = {
  'm/pytorch_model.bin': harmlessPickle,
  'm/model.safetensors': cleanSafetensors,
  'm/config.json': '{"model_type":"bert"}\n',
  'evil/pytorch_model.bin': hostilePickle,
  'evil/model.safetensors': cleanSafetensors,
}

describe('assay scan where the weights are here as safetensors', () => {
  let folder: ReturnType<typeof folderOf>
  before(() => (folder = folderOf(files)))
  after(() => folder[Symbol.dispose]())

  it('allows both by default and names the safetensors', async () => {
    const { stdout, code } = await assay(['scan', 'm'], { cwd: folder.root })
    assert.equal(code, 0)
    assert.match(stdout.replaceAll(/\s+/g, ' '), /model\.safetensors is here: load that one/)
  })

  for (const format of ['table', 'json', 'sarif', 'markdown', 'html', 'github'])
    it(`denies the pickle alone under safetensors-only, with the offer, in ${format}`, async () => {
      const { stdout, code } = await assay(
        ['scan', 'm', '--preset', 'safetensors-only', '--format', format],
        { cwd: folder.root },
      )
      assert.equal(code, 1)
      const text = stdout.replaceAll(/\s+/g, ' ')
      assert.match(text, /model\.safetensors is here: load that one \(use_safetensors=True\)/)
      assert.match(text, /is pickle, which the policy does not allow/)
    })

  it('denies nothing once the pickle is gone', async () => {
    using rest = folderOf({ 'model.safetensors': cleanSafetensors, 'config.json': files['m/config.json'] })
    const { code } = await assay(['scan', '--preset', 'safetensors-only'], { cwd: rest.root })
    assert.equal(code, 0)
  })

  it('says whose hands the safetensors come from when the pickle runs a command', async () => {
    const { stdout } = await assay(['scan', 'evil'], { cwd: folder.root })
    assert.match(
      stdout.replaceAll(/\s+/g, ' '),
      /model\.safetensors beside it runs no code, but comes from the same hands/,
    )
  })
})
