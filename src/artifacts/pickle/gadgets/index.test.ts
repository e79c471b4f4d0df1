import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gadgetOf, gadgets } from './index.ts'

describe('gadgets', () => {
  it('are found by their own names, each with what it does and who says so', () => {
    assert.ok(gadgets.length >= 334)
    for (const gadget of gadgets) {
      assert.equal(gadgetOf(gadget.module, gadget.name)?.does, gadget.does)
      assert.match(gadget.does, /^[a-z][\w' ,-]+$/i)
      assert.notEqual(gadget.source, '')
    }
  })

  const dangerous = [
    ['os', 'system'],
    ['os', 'anything_new'],
    ['subprocess', 'Popen'],
    ['multiprocessing.popen_fork', 'Popen'],
    // Through a module that imports it.
    ['numpy', 'os.system'],
    ['random', '_os.system'],
    ['torch.library', 'torch.utils.collect_env.run'],
    ['collections', '_sys.modules.get'],
    ['torch.serialization', 'os.environ'],
    ['sklearn', 'base.BaseEstimator.__init__.__globals__'],
    ['somepackage.compat', 'subprocess.run'],
    // A copy inside another package.
    ['gevent.subprocess', 'check_output'],
  ]
  for (const [module = '', name = ''] of dangerous)
    it(`finds ${module} + ${name}`, () => assert.notEqual(gadgetOf(module, name), undefined))

  const harmless = [
    ['collections', 'OrderedDict'],
    ['sklearn.pipeline', 'Pipeline'],
    ['mypackage.models', 'Net.Block'],
    ['mypackage.system', 'Config'],
    ['torch.nn.modules.linear', 'Linear'],
  ]
  for (const [module = '', name = ''] of harmless)
    it(`lets be ${module} + ${name}`, () => assert.equal(gadgetOf(module, name), undefined))
})
