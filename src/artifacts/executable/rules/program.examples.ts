import type { RuleExamples } from '../../../model/rule.ts'
import { elf, machO, windowsProgram } from '../example-file.ts'

const bytecode = Buffer.concat([
  Buffer.from([0xa7, 0x0d, 0x0d, 0x0a]),
  Buffer.alloc(12),
  Buffer.from([0xe3, 0, 0, 0]),
])

export const examples: RuleExamples = {
  bad: [
    { path: 'libop.so', bytes: elf(3) },
    { path: 'op.dll', bytes: windowsProgram(0x2000) },
    { path: 'op.dylib', bytes: machO() },
    { path: '__pycache__/modeling.cpython-311.pyc', bytes: bytecode },
  ],
  good: [
    { path: 'convert.sh', bytes: Buffer.from('#!/bin/sh\necho hi\n') },
    { path: 'model.bin', bytes: Buffer.concat([Buffer.from([0xa7, 0x0d, 0x0d, 0x0a]), Buffer.alloc(64, 7)]) },
    { path: 'a.class.txt', bytes: Buffer.from('cafebabe') },
  ],
}
