import type { Example } from '../../model/rule.ts'

/** A whole `.npy` file for examples and tests. */
export function npyFile(header: string, data: number | Buffer = 0, major = 1): Example {
  const text = Buffer.from(`${header}\n`, major === 3 ? 'utf8' : 'latin1')
  const length = Buffer.alloc(major === 1 ? 2 : 4)
  if (major === 1) length.writeUInt16LE(text.length)
  else length.writeUInt32LE(text.length)
  const magic = Buffer.from([0x93, ...Buffer.from('NUMPY'), major, 0])
  const content = typeof data === 'number' ? Buffer.alloc(data) : data
  return { path: 'array.npy', bytes: Buffer.concat([magic, length, text, content]) }
}

export function description(descr: string, shape: string, order = 'False'): string {
  return `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`
}
