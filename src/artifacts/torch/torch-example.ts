import { zipExample, type ExampleMember } from '../../bytes/zip/zip-example.ts'

/** The pickle of an empty dict. */
const EMPTY = Buffer.from('\x80\x02}.', 'latin1')

/** What `torch.save` writes: `archive/data.pkl`, its storages and the version. */
export function torchExample(pickle: Uint8Array = EMPTY, others: readonly ExampleMember[] = []): Buffer {
  return zipExample([
    { name: 'archive/data.pkl', data: pickle },
    { name: 'archive/byteorder', data: 'little' },
    ...others,
    { name: 'archive/version', data: '3\n' },
  ])
}

/** What `torch.jit.save` writes around one source. */
export function scriptExample(source: string, others: readonly ExampleMember[] = []): Buffer {
  return torchExample(EMPTY, [
    { name: 'archive/code/__torch__.py', data: source },
    { name: 'archive/constants.pkl', data: Buffer.from('\x80\x02).', 'latin1') },
    ...others,
  ])
}

/** A list of one persistent id: a float storage of that key and element count. */
export function storagePickle(key: string, count: number): Buffer {
  return Buffer.concat([
    Buffer.from('\x80\x02](', 'latin1'),
    text('storage'),
    Buffer.from('ctorch\nFloatStorage\n'),
    text(key),
    text('cpu'),
    Buffer.from([0x4b, count]),
    Buffer.from('tQa.'),
  ])
}

function text(value: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(Buffer.byteLength(value))
  return Buffer.concat([Buffer.from('X'), length, Buffer.from(value)])
}
