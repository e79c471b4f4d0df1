/** A member for an archive that is built in code. */
export interface ExampleTarMember {
  readonly name: string
  readonly data?: string | Uint8Array
  readonly type?: string
  readonly link?: string
  readonly checksum?: number
}

const BLOCK = 512

/** Writes a POSIX tar archive, with its end mark. */
export function tarExample(members: readonly ExampleTarMember[]): Buffer {
  return Buffer.concat([...members.map(tarMember), Buffer.alloc(2 * BLOCK)])
}

export function tarMember({ name, data = '', type = '0', link = '', checksum }: ExampleTarMember): Buffer {
  const content = Buffer.from(data)
  const header = Buffer.alloc(BLOCK)
  header.write(name, 0, 100, 'utf8')
  header.write('0000644\0' + '0000000\0'.repeat(2), 100, 'latin1')
  header.write(`${content.length.toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0        `, 124, 'latin1')
  header.write(type, 156, 'latin1')
  header.write(link, 157, 100, 'utf8')
  header.write('ustar\x0000', 257, 'latin1')
  const sum = checksum ?? header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return Buffer.concat([header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)])
}
