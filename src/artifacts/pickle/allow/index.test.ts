import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Effect } from '../contract.ts'
import { gadgets } from '../gadgets/index.ts'
import type { CallValue, Value } from '../value.ts'
import { contracts, judge, lookup } from './index.ts'

const text = (value: string): Value => ({ kind: 'str', value, size: value.length, at: 0 })
const int = (value: number): Value => ({ kind: 'int', value: BigInt(value) })
const tuple = (...items: Value[]): Value => ({ kind: 'tuple', items, length: items.length })
const list = (...items: Value[]): Value => ({ kind: 'list', items, length: items.length })
const none: Value = { kind: 'none' }
const bool: Value = { kind: 'bool', value: true }
const bytes = (value = 'x'): Value => ({ kind: 'bytes', size: value.length, at: 0, head: Buffer.from(value) })
const dict = (...items: [string, Value][]): Value => ({
  kind: 'dict',
  items: items.map(([k, v]) => [text(k), v]),
  length: items.length,
})

function global(path: string): Value & { kind: 'global' } {
  const [module = '', name = ''] = path.split(':')
  return { kind: 'global', module, name, at: 0 }
}

function made(path: string | Value, ...args: Value[]): CallValue {
  return {
    kind: 'call',
    callee: typeof path === 'string' ? global(path) : path,
    args,
    via: 'REDUCE',
    at: 0,
  }
}

function created(path: string): CallValue {
  return { ...made(path), via: 'NEWOBJ' }
}

const call = (path: string | Value, ...args: Value[]): Effect => ({ kind: 'call', call: made(path, ...args) })
const build = (target: Value, state: Value): Effect => ({ kind: 'build', target, state, at: 0 })

/** Names that can be harmless or not: their contract decides, and the gadget list words what happens outside it. */
const DECIDED_BY_CONTRACT = new Set([
  'functools.partial',
  'operator.itemgetter',
  'operator.attrgetter',
  'operator.methodcaller',
  '_operator.itemgetter',
  '_operator.attrgetter',
  '_operator.methodcaller',
  'builtins.getattr',
  '__builtin__.getattr',
  'numpy.core._ufunc_reconstruct',
  'numpy.memmap',
  'torch.storage._load_from_bytes',
])

describe('allow-list', () => {
  it('names no gadget, save those that their contract decides', () => {
    const both = gadgets
      .filter(({ module, name }) => lookup({ module, name }) !== undefined)
      .map(({ module, name }) => `${module}.${name}`)
    assert.deepEqual(both.toSorted(), [...DECIDED_BY_CONTRACT].toSorted())
  })

  it('holds exact names only', () => {
    for (const { module, name } of contracts) {
      assert.match(module, /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/)
      assert.match(name, /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/)
    }
  })

  it('refuses a command line to every constructor that runs something', () => {
    for (const path of DECIDED_BY_CONTRACT) {
      const dot = path.lastIndexOf('.')
      const effect = call(`${path.slice(0, dot)}:${path.slice(dot + 1)}`, text('echo x'))
      assert.notEqual(judge(effect), undefined, path)
    }
  })
})

describe('contracts', () => {
  const storage: Value = {
    kind: 'persistent',
    id: tuple(text('storage'), global('torch:FloatStorage'), text('0'), text('cpu'), int(4)),
  }
  const hooks = made('collections:OrderedDict')
  const harmless: [string, Effect][] = [
    ['an empty OrderedDict', call('collections:OrderedDict')],
    ['an OrderedDict of pairs', call('collections:OrderedDict', list(list(text('a'), int(1))))],
    ['a defaultdict of lists', call('collections:defaultdict', global('builtins:list'))],
    ['bytes of old protocols', call('_codecs:encode', text('\u00ff'), text('latin1'))],
    ['a partial of int', call('functools:partial', global('builtins:int'))],
    ['a column getter', call('operator:itemgetter', int(1))],
    ['a pattern', call('re:_compile', text('a+'), int(32))],
    [
      'an array',
      call('numpy.core.multiarray:_reconstruct', global('numpy:ndarray'), tuple(int(0)), bytes('b')),
    ],
    ['a ufunc', call('numpy.core:_ufunc_reconstruct', text('numpy'), text('log'))],
    [
      'a tensor',
      call('torch._utils:_rebuild_tensor_v2', storage, int(0), tuple(int(4)), tuple(int(1)), bool, hooks),
    ],
    ['a module', build(created('torch.nn.modules.linear:Linear'), dict(['training', bool]))],
    [
      'an old estimator',
      build(created('sklearn.tree.tree:DecisionTreeClassifier'), dict(['max_depth', none])),
    ],
    [
      'an estimator of protocol 0',
      build(
        made(
          'copy_reg:_reconstructor',
          global('sklearn.svm.classes:SVC'),
          global('__builtin__:object'),
          none,
        ),
        dict(['C', int(1)]),
      ),
    ],
    ['an enumeration', call('transformers.trainer_utils:IntervalStrategy', text('no'))],
    [
      'a class named by a persistent id',
      build(
        made({
          kind: 'persistent',
          id: tuple(text('module'), global('torch.nn.modules.linear:Linear'), text('linear.py'), text('…')),
        }),
        dict(),
      ),
    ],
  ]
  harmless.push(
    ['an iterator over a list', call('builtins:iter', list(int(1)))],
    ['a chain that has begun', build(made('itertools:chain'), tuple(made('builtins:iter', tuple(int(1)))))],
    ['a method of a string', call('builtins:getattr', text('a'), text('upper'))],
    ['an exception', call('builtins:FileNotFoundError', int(2), text('no'), text('f'))],
    ['a pipeline for PMML', build(created('sklearn2pmml.pipeline:PMMLPipeline'), dict(['steps', list()]))],
    [
      'an array of Python 2',
      call('numpy.core._internal:_reconstruct', global('numpy:ndarray'), tuple(int(0)), text('b')),
    ],
  )
  for (const [name, effect] of harmless)
    it(`lets pass ${name}`, () => assert.equal(judge(effect)?.says, undefined))

  const refused: [string, Effect, string][] = [
    ['source in an OrderedDict', call('collections:OrderedDict', text('import os')), 'contract'],
    ['a factory that runs commands', call('collections:defaultdict', global('os:system')), 'contract'],
    ['a codec that unpacks', call('_codecs:encode', text('x'), text('bz2')), 'contract'],
    ['a partial of a gadget', call('functools:partial', global('os:system')), 'contract'],
    [
      'a partial that is given another function',
      build(
        made('functools:partial', global('builtins:int')),
        tuple(global('os:system'), tuple(), dict(), none),
      ),
      'contract',
    ],
    ['a getter of code', call('operator:attrgetter', text('__globals__')), 'contract'],
    ['a method that runs commands', call('operator:methodcaller', text('system'), text('id')), 'contract'],
    [
      'any attribute of a module',
      call('numpy.core:_ufunc_reconstruct', text('os'), text('system')),
      'contract',
    ],
    [
      'a function that is no ufunc',
      call('numpy.core:_ufunc_reconstruct', text('numpy'), text('load')),
      'contract',
    ],
    [
      'a tensor with hooks',
      call('torch._utils:_rebuild_parameter', storage, bool, dict(['a', none])),
      'contract',
    ],
    ['a class changed in place', build(global('numpy:ndarray'), dict(['shape', none])), 'contract'],
    [
      'a planted __setstate__',
      build(created('sklearn.svm._classes:SVC'), dict(['__setstate__', global('builtins:int')])),
      'contract',
    ],
    [
      'a planted append',
      build(created('torch.nn.modules.container:ModuleList'), dict(['append', global('builtins:int')])),
      'contract',
    ],
    [
      'source in a distribution',
      build(
        created('scipy.stats._continuous_distns:norm_gen'),
        dict(['_parse_arg_template', text('import os')]),
      ),
      'contract',
    ],
    [
      'source in a formula',
      build(
        created('statsmodels.base.data:PandasData'),
        dict(['formula', text('y ~ __import__("os").system("id")')]),
      ),
      'contract',
    ],
    ['an unknown class', call('mypackage:Net'), 'not-listed'],
    [
      'an unknown class of protocol 0',
      call('copy_reg:_reconstructor', global('mypackage:Net'), global('__builtin__:object'), none),
      'not-listed',
    ],
    ['a computed callee', call(made('functools:partial', global('builtins:int')), int(1)), 'indirect'],
    ['a module that is called', call('numpy:log1p', text('x')), 'contract'],
  ]
  refused.push(
    ['the class of a string', call('builtins:getattr', text('a'), text('__class__')), 'contract'],
    [
      'a method of a string that is called',
      call(made('builtins:getattr', text('a'), text('format')), text('x')),
      'indirect',
    ],
    ['an iterator that calls', call('builtins:iter', global('os:getcwd'), none), 'contract'],
    ['an iterator over an object', call('builtins:iter', created('mypackage:Net')), 'contract'],
    [
      'to prove an expression over columns',
      build(
        created('sklearn2pmml.preprocessing:ExpressionTransformer'),
        dict(['expr', text("-999 if pandas.isnull(X['open']) else numpy.log10(X[0] + 1)")]),
      ),
      'not-listed',
    ],
    [
      'to prove rules in a list that is still empty: it can be filled behind the check',
      build(created('sklearn2pmml.ruleset:RuleSetClassifier'), dict(['rules', list()])),
      'not-listed',
    ],
    [
      'an expression that imports',
      build(created('sklearn2pmml.util:Expression'), dict(['expr', text('__import__("os").system("id")')])),
      'contract',
    ],
    [
      'a function of an expression that opens files',
      build(
        created('sklearn2pmml.util:Expression'),
        dict(['expr', text('f(X[0])')], ['function_defs', list(text("def f(x):\n\topen('/x')\n"))]),
      ),
      'contract',
    ],
    [
      'a predicate that loads a pickle',
      build(
        created('sklearn2pmml.ensemble:SelectFirstClassifier'),
        dict(['steps', list(tuple(text('a'), none, text("numpy.load('x', allow_pickle=True)")))]),
      ),
      'contract',
    ],
  )
  for (const [name, effect, reason] of refused)
    it(`refuses ${name}`, () => assert.equal(judge(effect)?.reason, reason))
})
