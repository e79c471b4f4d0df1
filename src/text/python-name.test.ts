import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pythonReach } from './python-name.ts'

const CODE = [
  'os.system',
  'posix.system',
  '_posixsubprocess.fork_exec',
  'subprocess.Popen',
  'builtins.eval',
  '__builtin__.execfile',
  'importlib.import_module',
  'torch.serialization.os.system',
  'transformers.utils._os.popen',
  'numpy.f2py.crackfortran.myeval',
  'torch.hub.load',
  'pandas.read_pickle',
  'keras.utils.get_file',
  'some.package.__class__.__base__',
  'anything.run_command',
  'eval',
]
const HARMLESS = [
  'builtins.dict',
  'collections.OrderedDict',
  'functools.partial',
  'pathlib.Path',
  'torch.compile',
]
const UNKNOWN = [
  'torch.nn.Linear',
  'torch.optim.AdamW',
  'nemo.collections.asr.models.EncDec',
  'my_project.models.Net',
  'keras.layers.Dense',
]

describe('what a Python name reaches', () => {
  for (const name of CODE) it(`${name} runs code`, () => assert.equal(pythonReach(name), 'code'))
  for (const name of HARMLESS) it(`${name} is harmless`, () => assert.equal(pythonReach(name), 'harmless'))
  for (const name of UNKNOWN)
    it(`${name} is for others to judge`, () => assert.equal(pythonReach(name), 'unknown'))
  it('the rest of the standard library is no part of a model', () => {
    assert.equal(pythonReach('colorsys.rgb_to_hsv'), 'system')
  })
})
