import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

/** What torch wrote before 1.6: magic number, version, system, object, storage keys, then the storages raw. */
function legacy(storage: Uint8Array): Example {
  const magic = Buffer.from('80028a0a6cfc9c46f9206aa850192e', 'hex')
  const version = Buffer.from('80024de9032e', 'hex')
  const system = p.stream(p.dict(['protocol_version', p.int(1001)]))
  const id = p.tuple(
    p.text('storage'),
    p.global('torch', 'FloatStorage'),
    p.text('0'),
    p.text('cpu'),
    p.int(1),
    p.NONE,
  )
  const tensor = p.call(
    p.global('torch._utils', '_rebuild_tensor_v2'),
    p.join(id, p.BINPERSID),
    p.int(0),
    p.tuple(p.int(1)),
    p.tuple(p.int(1)),
    Buffer.from([0x89]),
    p.call(p.global('collections', 'OrderedDict')),
  )
  const keys = p.stream(p.EMPTY_LIST, p.MARK, p.text('0'), p.APPENDS)
  return {
    path: 'model.pth',
    bytes: p.join(magic, version, system, p.stream(p.dict(['weight', tensor])), keys, storage),
  }
}

const count = Buffer.alloc(8)
count.writeBigInt64LE(1n)

export const examples: RuleExamples = {
  bad: [legacy(new Uint8Array())],
  good: [legacy(p.join(count, Buffer.alloc(4)))],
}
