import type { Sample } from '../../model/entry.ts'
import type { Detected } from './facts.ts'

const SHORTCUT = Buffer.from('4c0000000114020000000000c000000000000046', 'hex')
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const INSTALLER = Buffer.from('84100c0000000000c000000000000046', 'hex')
const RPM = Buffer.from('edabeedb', 'hex')

/** Files that start or install programs when they are opened. */
export function detectPackage(sample: Sample): Detected | undefined {
  const { head } = sample
  if (startsWith(head, SHORTCUT)) return { title: 'Windows shortcut', nature: 'package' }
  if (startsWith(head, COMPOUND)) return detectInstaller(sample)
  if (startsWith(head, RPM) && head[4]! <= 4) return { title: 'RPM package', nature: 'package' }
  if (head.toString('latin1', 0, 21) === '!<arch>\ndebian-binary')
    return { title: 'Debian package', nature: 'package' }
  return undefined
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.length > magic.length && head.subarray(0, magic.length).equals(magic)
}

/** An installer is told from other compound files by the class of its root directory. */
function detectInstaller({ head, bytes }: Sample): Detected | undefined {
  if (head.length < 76) return undefined
  const sector = 1 << Math.min(head.readUInt16LE(30), 16)
  const root = bytes.read((head.readUInt32LE(48) + 1) * sector, 96)
  return root.subarray(80, 96).equals(INSTALLER)
    ? { title: 'Windows installer', nature: 'package' }
    : undefined
}
