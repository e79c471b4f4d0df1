import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { judge } from '../allow/index.ts'
import type { Effect } from '../contract.ts'
import type { UnprovenEffect } from '../facts.ts'
import type { CallValue, Value } from '../value.ts'
import { assess } from './assess.ts'

const text = (value: string): Value => ({ kind: 'str', value, size: value.length, at: 0 })
const tuple = (...items: Value[]): Value => ({ kind: 'tuple', items, length: items.length })

function global(path: string): Value {
  const [module = '', name = ''] = path.split(':')
  return { kind: 'global', module, name, at: 0 }
}

function call(callee: Value | string, ...args: Value[]): CallValue {
  return {
    kind: 'call',
    callee: typeof callee === 'string' ? global(callee) : callee,
    args,
    via: 'REDUCE',
    at: 0,
  }
}

function kindOf(effect: Effect): string {
  const objection = judge(effect)
  if (objection === undefined) return 'proven'
  const unproven: UnprovenEffect = { effect, ...objection, code: '', reaches: [], count: 1, at: 0 }
  return assess(unproven).kind
}

const kind = (value: CallValue): string => kindOf({ kind: 'call', call: value })

describe('assessment', () => {
  it('tells what a call comes to', () => {
    assert.equal(kind(call('os:system', text('x'))), 'execution')
    assert.equal(kind(call('builtins:map', global('os:system'), tuple(text('x')))), 'execution')
    assert.equal(kind(call('dill._dill:_create_code', text('x'))), 'embedded')
    assert.equal(kind(call('shutil:copyfile', text('a'), text('b'))), 'dangerous')
    assert.equal(kind(call('wave:open', text('a'))), 'dangerous')
    assert.equal(kind(call('nobody.knows:Thing', text('echo x > /tmp/y'))), 'dangerous')
    assert.equal(kind(call('nobody.knows:evaluate_all', text('x'))), 'dangerous')
    assert.equal(kind(call('numpy.lib.npyio:anything', text('x'))), 'dangerous')
    assert.equal(kind(call('collections:OrderedDict', text('x'))), 'contract')
    assert.equal(kind(call('nobody.knows:Thing', text('plain'))), 'unproven')
    assert.equal(kind(call('collections:OrderedDict')), 'proven')
  })

  it('sees through a class of protocol 0', () => {
    const none: Value = { kind: 'none' }
    const made = (path: string): CallValue =>
      call('copy_reg:_reconstructor', global(path), global('__builtin__:object'), none)
    assert.equal(kind(made('nobody.knows:Thing')), 'unproven')
    assert.equal(kind(made('subprocess:Popen')), 'execution')
    assert.equal(kind(made('sklearn.svm.classes:SVC')), 'proven')
  })

  it('ends for any value', () => {
    const { value } = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string().map(text),
        fc.bigInt().map((n): Value => ({ kind: 'int', value: n })),
        fc
          .uint8Array({ maxLength: 40 })
          .map((head): Value => ({ kind: 'bytes', size: head.length, at: 0, head })),
        fc
          .tuple(fc.string(), fc.string())
          .map(([module, name]): Value => ({ kind: 'global', module, name, at: 0 })),
        fc
          .constantFrom('os:system', 'builtins:getattr', 'collections:OrderedDict', 'copyreg:_reconstructor')
          .map(global),
        fc.array(tie('value'), { maxLength: 4 }).map((items) => tuple(...items)),
        fc
          .tuple(tie('value'), fc.array(tie('value'), { maxLength: 4 }))
          .map(([callee, args]): Value => call(callee, ...args)),
        fc
          .array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 })
          .map((items): Value => ({ kind: 'dict', items, length: items.length })),
      ),
    }))
    fc.assert(
      fc.property(value, fc.array(value, { maxLength: 4 }), (target, args) => {
        kind(call(target, ...args))
        kindOf({ kind: 'build', target, state: args[0] ?? target, at: 0 })
        kindOf({ kind: 'append', target, items: args, at: 0 })
      }),
    )
  })
})
