import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py(
      'import ctypes\np = ctypes.windll.kernel32.VirtualAlloc(0, 9, 0x3000, 0x40)\nctypes.windll.kernel32.RtlMoveMemory(p, b"x", 9)\nctypes.windll.kernel32.CreateThread(0, 0, p, 0, 0, 0)',
    ),
    py('import os\nfd = os.memfd_create("x")\nos.write(fd, b"x")'),
  ],
  good: [py('import ctypes\nlib = ctypes.CDLL("libm.so.6")\nlib.cos.restype = ctypes.c_double')],
}
