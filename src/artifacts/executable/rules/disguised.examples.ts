import type { RuleExamples } from '../../../model/rule.ts'
import { elf, machO, windowsProgram } from '../example-file.ts'

/** Weights may open with any two bytes, `MZ` included. */
const chance = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 0x3c)])

export const examples: RuleExamples = {
  bad: [
    { path: 'model.pt', bytes: elf(2) },
    { path: 'weights.bin', bytes: windowsProgram(2) },
    { path: 'model.safetensors', bytes: machO() },
    { path: 'tokenizer.model', bytes: Buffer.from('#!/bin/sh\necho hi\n') },
    { path: 'model.ckpt', bytes: Buffer.from('\x7fELF', 'latin1') },
    { path: 'model.bin', bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(62)]) },
    { path: 'model.onnx', bytes: Buffer.from('dex\n035\0', 'latin1') },
  ],
  good: [
    { path: 'weights.bin', bytes: chance },
    { path: 'libop.so', bytes: elf(3) },
    { path: 'convert.sh', bytes: Buffer.from('#!/bin/sh\necho hi\n') },
    { path: 'notes.md', bytes: Buffer.from('#!/bin/sh\nstarts the script\n') },
  ],
}
