import { partsOf } from './parts.ts'
import type { Value } from './value.ts'

const MAX_NAMES = 64
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_.]*$/

/** Names that show what embedded code is for: worth telling before the others. */
const TELLING =
  /^(?:os|sys|subprocess|system|popen|Popen|exec|eval|compile|open|socket|urlopen|requests|urllib|__import__|import_module|ctypes|pty|spawn|shutil|getattr|globals|base64|pickle|marshal|connect|run|call|check_output|environ)$/

/**
 * Identifiers in what a function or code object is rebuilt from: `co_names`, variable names, constants.
 * Code is not run and not decoded: its names say what it can reach. Most telling first.
 */
export function codeNames(values: readonly Value[]): string[] {
  const names = new Set<string>()
  let left = 2000
  const visit = (value: Value): void => {
    if (--left < 0 || names.size >= MAX_NAMES) return
    if (value.kind === 'str') {
      if (value.value.length < 80 && IDENTIFIER.test(value.value)) names.add(value.value)
    } else if (value.kind === 'bytes' || value.kind === 'bytearray') {
      for (const name of marshalledNames(value.head)) if (names.size < MAX_NAMES) names.add(name)
    } else partsOf(value).forEach(visit)
  }
  values.forEach(visit)
  return [...names].toSorted((a, b) => Number(TELLING.test(b)) - Number(TELLING.test(a)))
}

/** Whether the names include something that acts on the machine. */
export function isTelling(names: readonly string[]): boolean {
  return names.some((n) => TELLING.test(n))
}

const REF = 0x80

/** Strings of a marshalled code object: types `z Z` with a one-byte and `a A u t` with a four-byte length. */
function* marshalledNames(bytes: Uint8Array): Generator<string> {
  if (((bytes[0] ?? 0) & ~REF) !== 0x63) return
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let i = 1; i < bytes.length - 2; i++) {
    const type = String.fromCharCode(bytes[i]! & ~REF)
    const short = type === 'z' || type === 'Z'
    if (!short && !(/[aAut]/.test(type) && i + 5 < bytes.length)) continue
    const start = i + (short ? 2 : 5)
    const length = short ? bytes[i + 1]! : view.getUint32(i + 1, true)
    if (length === 0 || length > 80 || start + length > bytes.length) continue
    const text = Buffer.from(bytes.subarray(start, start + length)).toString('latin1')
    if (!IDENTIFIER.test(text)) continue
    yield text
    i = start + length - 1
  }
}
