import type { CallValue, Value } from '../value.ts'
import { fullName } from './shape.ts'

/** What leads from arithmetic over columns to the interpreter, files or the network. */
const REACHES_OUT =
  /__|(?<!['"])\b(?:import|exec|eval|compile|open|getattr|setattr|delattr|globals|locals|vars|lambda|system|popen|subprocess|ctypes|builtins|breakpoint|input)\b(?!['"])|\b(?:os|sys)\s*\.|\.\s*(?:_\w*|os|sys|load\w*|read_\w+|save\w*|tofile|fromfile|memmap|genfromtxt|f2py|distutils|testing|io|ctypeslib|query|pipe|apply\w*|test\w*|tb_\w+|gi_\w+|cr_\w+|f_\w+)\b/
/** Modules of modules: what they import can be reached through them. */
const INNER_MODULE =
  /\b(?:np|numpy|pd|pandas|re|math|scipy)\s*\.\s*(?!(?:linalg|fft|char|special|stats|nan|inf|pi|e)\b)\w+\s*\.\s*\w/
const MAX_DEPTH = 6
/** Longer texts are cut. */
const MAX_TEXT = 4096

/** Whether an expression in the state of an object that evaluates it does more than compute with columns. */
export function reachesOut(value: Value, depth = 0): boolean {
  switch (value.kind) {
    case 'str':
      return value.value.length >= MAX_TEXT || isDangerous(value.value)
    case 'bytes':
    case 'bytearray':
      return value.size >= MAX_TEXT || isDangerous(Buffer.from(value.head).toString('latin1'))
    case 'tuple':
    case 'list':
    case 'set':
    case 'frozenset':
      return (
        depth >= MAX_DEPTH ||
        value.items.length < value.length ||
        value.items.some((v) => reachesOut(v, depth + 1))
      )
    case 'dict':
      return (
        depth >= MAX_DEPTH ||
        value.items.length < value.length ||
        value.items.some(([, v]) => reachesOut(v, depth + 1))
      )
    case 'call':
      return makesText(value)
    default:
      return false
  }
}

function isDangerous(text: string): boolean {
  return REACHES_OUT.test(text) || INNER_MODULE.test(text)
}

const PLAIN =
  /^(?:builtins|__builtin__)\.(?:set|frozenset|list|dict|tuple|slice|range|xrange|complex|int|long|float|bool|object)$/
const NUMBER = /^[<>=|]?[fiub?c]\d*$/

/** Text that a call makes is hidden from whoever reads the stream; no pickler writes a text so. */
export function makesText({ callee, args }: CallValue): boolean {
  if (callee.kind !== 'global') return true
  const name = fullName(callee)
  if (/^(?:builtins|__builtin__|_?codecs)\./.test(name)) return !PLAIN.test(name)
  if (/\b(?:str|unicode|string|bytes)_?$/i.test(name)) return true
  if (name.endsWith('.scalar')) return !isNumberType(args[0])
  if (/^(?:copyreg|copy_reg)\.(?:_reconstructor|__newobj\w*)$/.test(name))
    return args
      .slice(0, 2)
      .some((a) => a.kind === 'global' && /(?:str_?|unicode_?|bytes_?|bytearray)$/.test(a.name))
  return false
}

function isNumberType(type: Value | undefined): boolean {
  const [name] = type?.kind === 'call' ? type.args : []
  return name?.kind === 'str' && NUMBER.test(name.value)
}
