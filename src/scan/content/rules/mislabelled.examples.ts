import type { Example, RuleExamples } from '../../../model/rule.ts'

/** `{}` at protocol 2. */
const pickle = Buffer.from('\x80\x02}q\x00.', 'latin1')
const gguf = Buffer.concat([Buffer.from('GGUF\x03\0\0\0', 'latin1'), Buffer.alloc(16)])

function named(path: string, bytes: Uint8Array): Example {
  return { path, bytes }
}

export const examples: RuleExamples = {
  bad: [named('model.safetensors', pickle), named('notes.txt', pickle), named('model.onnx', gguf)],
  good: [
    named('model.pkl', pickle),
    named('model.bin', pickle),
    named('no-extension', pickle),
    named('model.gguf', gguf),
  ],
}
