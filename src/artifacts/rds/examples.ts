/** Values in R's XDR serialisation for examples and tests. */

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value | 0)
  return bytes
}

function symbol(name: string): Buffer {
  return Buffer.concat([int(1), int(9), int(name.length), Buffer.from(name)])
}

export function text(value: string): Buffer {
  return Buffer.concat([int(16), int(1), int(9), int(value.length), Buffer.from(value)])
}

const END = int(254)

/** `name(argument)`. */
export function call(name: string, argument: Buffer): Buffer {
  return Buffer.concat([int(6), symbol(name), int(2), argument, END])
}

/** An expression that has no value yet. */
export function promise(expression: Buffer): Buffer {
  return Buffer.concat([int(5), int(252), expression])
}

export function closure(body: Buffer): Buffer {
  return Buffer.concat([int(3 | (1 << 10)), int(253), END, body])
}

/** A pairlist of one tagged value: a workspace. */
export function workspace(tag: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from('RDX2\n'), header(), int(2 | (1 << 10)), symbol(tag), value, END])
}

function header(): Buffer {
  return Buffer.concat([Buffer.from('X\n'), int(2), int(0x040301), int(0x020300)])
}

export function rdsFile(item: Buffer): Buffer {
  return Buffer.concat([header(), item])
}
