/** Headers of programs for examples and tests; none of them runs. */

export function elf(type: number): Buffer {
  const bytes = Buffer.alloc(64)
  bytes.write('\x7fELF\x02\x01\x01', 'latin1')
  bytes.writeUInt16LE(type, 16)
  bytes.writeUInt16LE(62, 18)
  return bytes
}

export function windowsProgram(characteristics: number): Buffer {
  const bytes = Buffer.alloc(256)
  bytes.write('MZ', 'latin1')
  bytes.writeUInt32LE(128, 60)
  bytes.write('PE\0\0', 128, 'latin1')
  bytes.writeUInt16LE(0x8664, 132)
  bytes.writeUInt16LE(characteristics, 150)
  return bytes
}

export function machO(): Buffer {
  const bytes = Buffer.alloc(64)
  for (const [i, word] of [0xfeedfacf, 0x1000007, 3, 2, 1, 16].entries()) bytes.writeUInt32LE(word, 4 * i)
  return bytes
}
