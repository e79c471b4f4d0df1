import type { RuleExamples } from '../../../model/rule.ts'

/** A directory of one stored member behind the first bytes of a program. */
function carrying(begin: string, name: string): Uint8Array {
  const record = Buffer.alloc(46)
  record.write('PK\x01\x02', 'latin1')
  record.writeUInt16LE(name.length, 28)
  const local = Buffer.alloc(30)
  local.write('PK\x03\x04', 'latin1')
  local.writeUInt16LE(name.length, 26)
  const program = Buffer.concat([Buffer.from(begin, 'latin1'), Buffer.alloc(64)])
  const members = Buffer.concat([program, local, Buffer.from(name)])
  record.writeUInt32LE(program.length, 42)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(members.length, 16)
  return Buffer.concat([members, record, Buffer.from(name), end])
}

export const examples: RuleExamples = {
  bad: [
    { path: 'model.llamafile', bytes: carrying("MZqFpD='\n", 'model.gguf') },
    { path: 'model', bytes: carrying('\x7fELF\x02\x01\x01', 'model.gguf') },
  ],
  good: [{ path: 'tool', bytes: carrying('\x7fELF\x02\x01\x01', 'assets.txt') }],
}
