import type { Sample } from '../../model/entry.ts'
import type { Detected } from './facts.ts'

const ELF_MACHINES: Readonly<Record<number, string>> = {
  3: 'x86',
  8: 'MIPS',
  20: 'PowerPC',
  21: 'PowerPC 64',
  22: 's390',
  40: 'ARM',
  62: 'x86-64',
  183: 'ARM 64',
  190: 'CUDA',
  224: 'AMD GPU',
  243: 'RISC-V',
  247: 'BPF',
}
const ELF_SYSTEMS = new Set([...Array.from({ length: 19 }, (_, i) => i), 51, 64, 65, 66, 97, 255])

/** The sixteen bytes of identification leave chance nothing: magic, class, order, version, system and padding. */
export function detectElf({ head }: Sample): Detected | undefined {
  if (head.length < 16 || head.toString('latin1', 0, 4) !== '\x7fELF') return undefined
  const [cls, order, version, system] = head.subarray(4, 8)
  if ((cls !== 1 && cls !== 2) || (order !== 1 && order !== 2) || version !== 1) return undefined
  if (!ELF_SYSTEMS.has(system!) || head.subarray(9, 16).some((b) => b !== 0)) return undefined
  const u16 = (at: number): number =>
    at + 2 > head.length ? 0 : order === 1 ? head.readUInt16LE(at) : head.readUInt16BE(at)
  const kind = ['file', 'object', 'program', 'library or program', 'core dump'][u16(16)] ?? 'file'
  const machine = ELF_MACHINES[u16(18)]
  return { title: `ELF ${kind}`, nature: 'native', ...(machine !== undefined && { detail: machine }) }
}

const PE_MACHINES: Readonly<Record<number, string>> = {
  0x14c: 'x86',
  0x8664: 'x86-64',
  0x1c4: 'ARM',
  0xaa64: 'ARM 64',
}
const PE_LIBRARY = 0x2000

/** `MZ` alone is two bytes and stands in weights by chance; the pointer and the second signature do not. */
export function detectPe({ head, bytes }: Sample): Detected | undefined {
  if (head.length < 64 || head.toString('latin1', 0, 2) !== 'MZ' || isPortableShell(head)) return undefined
  const at = head.readUInt32LE(60)
  const header = at + 26 <= head.length ? head.subarray(at, at + 26) : bytes.read(at, 26)
  if (header.toString('latin1', 0, 4) !== 'PE\0\0') return undefined
  const machine = header.length >= 6 ? PE_MACHINES[header.readUInt16LE(4)] : undefined
  const library = header.length >= 24 && (header.readUInt16LE(22) & PE_LIBRARY) !== 0
  return {
    title: library ? 'Windows library' : 'Windows program',
    nature: 'native',
    ...(machine !== undefined && { detail: machine }),
  }
}

/** Programs for all systems at once open with a shell assignment; llamafiles are such and have their own format. */
function isPortableShell(head: Buffer): boolean {
  return /^(?:MZqFpD|jartsr)='/.test(head.toString('latin1', 0, 8))
}

const MACHO_PROCESSORS = new Set([7, 12, 18, 0x1000007, 0x100000c, 0x1000012, 0x200000c])
const MACHO_TYPES = ['object', 'program', 'library', 'core dump', 'program', 'library', 'linker', 'bundle']

export function detectMachO({ head, size }: Sample): Detected | undefined {
  if (head.length < 28) return undefined
  const magic = head.readUInt32BE(0)
  if (magic === 0xcafebabe || magic === 0xcafebabf) return detectFat(head, size, magic === 0xcafebabf)
  const little = magic === 0xcefaedfe || magic === 0xcffaedfe
  if (!little && magic !== 0xfeedface && magic !== 0xfeedfacf) return undefined
  const u32 = (at: number): number => (little ? head.readUInt32LE(at) : head.readUInt32BE(at))
  const type = u32(12)
  if (!MACHO_PROCESSORS.has(u32(4)) || type < 1 || type > 12) return undefined
  if (u32(16) > 100_000 || u32(20) > size) return undefined
  return { title: `macOS ${MACHO_TYPES[type - 1] ?? 'file'}`, nature: 'native' }
}

/** Java classes share the magic; their version, at least 45, stands where the count of architectures is. */
function detectFat(head: Buffer, size: number, wide: boolean): Detected | undefined {
  const count = head.readUInt32BE(4)
  if (count < 1 || count > 40) return undefined
  const entry = wide ? 32 : 20
  for (let i = 0; i < count; i++) {
    const at = 8 + i * entry
    if (at + entry > head.length || !MACHO_PROCESSORS.has(head.readUInt32BE(at))) return undefined
    const offset = wide ? Number(head.readBigUInt64BE(at + 8)) : head.readUInt32BE(at + 8)
    if (offset > size) return undefined
  }
  return { title: 'macOS universal binary', nature: 'native', detail: `${count} architectures` }
}

const STUB_SIZE = 4096
const STUBS: readonly (readonly [magic: string, title: string])[] = [
  ['\x7fELF', 'ELF file'],
  ['MZ', 'Windows program'],
  ['\xfe\xed\xfa\xce', 'macOS file'],
  ['\xfe\xed\xfa\xcf', 'macOS file'],
  ['\xce\xfa\xed\xfe', 'macOS file'],
  ['\xcf\xfa\xed\xfe', 'macOS file'],
  ['\xca\xfe\xba\xbe', 'macOS universal binary or Java class'],
]

/** A magic number and nothing behind it but zeros, in a small file: no weights, and cut or hollowed programs. */
export function detectStub({ head, size }: Sample): Detected | undefined {
  if (size > STUB_SIZE || head.subarray(16, 64).some((byte) => byte !== 0)) return undefined
  const start = head.toString('latin1', 0, 4)
  const [magic, title] = STUBS.find(([m]) => start.startsWith(m)) ?? []
  if (magic === undefined || title === undefined) return undefined
  if (magic.length < 4 && head.length < 16) return undefined
  return { title, nature: 'native', detail: 'a header without content' }
}
