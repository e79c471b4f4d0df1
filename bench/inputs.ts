import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { GiB, MiB } from '../src/model/context.ts'

const TENSORS = 64

/** One safetensors file of 64 tensors. */
export function writeSafetensors(path: string, size: number = 2 * GiB): void {
  const each = size / TENSORS
  const header: Record<string, unknown> = {}
  for (let i = 0; i < TENSORS; i++)
    header[`layers.${i}.weight`] = {
      dtype: 'BF16',
      shape: [each / 2],
      data_offsets: [i * each, (i + 1) * each],
    }
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  write(path, [length, json, ...weights(size)])
}

/** A state dict as `torch.save` writes it: stored members, `data.pkl` first, then the storages. */
export function writeTorchZip(path: string, size: number = 2 * GiB): void {
  const each = size / TENSORS
  const members: { name: string; size: number; crc: number; data: () => Iterable<Buffer> }[] = []
  const add = (name: string, data: Buffer): void =>
    void members.push({ name, size: data.length, crc: crc32(data), data: () => [data] })
  add('archive/data.pkl', stateDict(each))
  add('archive/byteorder', Buffer.from('little'))
  for (let i = 0; i < TENSORS; i++)
    members.push({
      name: `archive/data/${i}`,
      size: each,
      crc: crcOfWeights(each),
      data: () => weights(each),
    })
  add('archive/version', Buffer.from('3\n'))
  const fd = openSync(path, 'w')
  const directory: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const name = Buffer.from(member.name)
    const shared = Buffer.alloc(26)
    shared.writeUInt32LE(member.crc, 10)
    shared.writeUInt32LE(member.size, 14)
    shared.writeUInt32LE(member.size, 18)
    shared.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\0\0', 'latin1'), shared, tail, name)
    for (const piece of [Buffer.from('PK\x03\x04', 'latin1'), shared, name, ...member.data()])
      offset += writeSync(fd, piece)
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  writeSync(fd, entries)
  writeSync(fd, end)
  closeSync(fd)
}

/** A dictionary of 16.5 million memoised strings to integers: 50 million opcodes in 300 MB, protocol 4. */
export function writeVocabulary(path: string, items = 16_500_000): void {
  const fd = openSync(path, 'w')
  const chunk = Buffer.alloc(4 * MiB)
  let at = chunk.write('\x80\x04}\x94', 0, 'latin1')
  for (let i = 0; i < items; i++) {
    if (at > chunk.length - 64) {
      writeSync(fd, chunk, 0, at)
      at = 0
    }
    if (i % 1000 === 0) at += chunk.write(i === 0 ? '(' : 'u(', at, 'latin1')
    at += chunk.write(`\x8c\x0a${String(i).padStart(10, 't')}\x94J`, at, 'latin1')
    at = chunk.writeInt32LE(i, at)
  }
  at += chunk.write('u.', at, 'latin1')
  writeSync(fd, chunk, 0, at)
  closeSync(fd)
}

/** Small artifacts of the kinds that model folders are full of. */
export function writeSmallFiles(folder: string, count = 2000): void {
  mkdirSync(folder, { recursive: true })
  const state = stateDict(1 * MiB)
  const random = Buffer.concat([...weights(192 * 1024)])
  for (let i = 0; i < count; i++) {
    const name = join(folder, String(i).padStart(4, '0'))
    if (i % 4 === 0) writeFileSync(`${name}.pkl`, state)
    else if (i % 4 === 1)
      writeFileSync(`${name}.json`, JSON.stringify({ model_type: 'bert', hidden_size: i }))
    else if (i % 4 === 2) writeSafetensors(`${name}.safetensors`, 128 * 1024)
    else writeFileSync(`${name}.bin`, random)
  }
}

/** `{'layers.N': torch._utils._rebuild_tensor_v2(('storage', torch.FloatStorage, 'N', 'cpu', n), 0, (n,), (1,), False, OrderedDict()), …}` */
function stateDict(bytes: number): Buffer {
  const parts = ['\x80\x02}(']
  const text = (value: string): string => `X${le32(value.length)}${value}`
  const int = (value: number): string => `J${le32(value)}`
  for (let i = 0; i < TENSORS; i++)
    parts.push(
      text(`layers.${i}.weight`),
      'ctorch._utils\n_rebuild_tensor_v2\n((',
      text('storage'),
      'ctorch\nFloatStorage\n',
      text(String(i)),
      text('cpu'),
      `${int(bytes / 4)}tQK\0${int(bytes / 4)}\x85K\x01\x85\x89ccollections\nOrderedDict\n)RtR`,
    )
  parts.push('u.')
  return Buffer.from(parts.join(''), 'latin1')
}

function le32(value: number): string {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32LE(value)
  return buffer.toString('latin1')
}

const block = Buffer.alloc(MiB)
for (let i = 0, x = 1; i < block.length; i += 4) {
  x = (Math.imul(x, 1664525) + 1013904223) >>> 0
  block.writeUInt32LE(x, i)
}

/** Bytes that do not compress and mean nothing. */
function* weights(size: number): Generator<Buffer> {
  for (let left = size; left > 0; left -= block.length)
    yield left >= block.length ? block : block.subarray(0, left)
}

function crcOfWeights(size: number): number {
  let crc = 0
  for (const piece of weights(size)) crc = crc32(piece, crc)
  return crc
}

function write(path: string, pieces: Iterable<Buffer>): void {
  const fd = openSync(path, 'w')
  for (const piece of pieces) writeSync(fd, piece)
  closeSync(fd)
}
