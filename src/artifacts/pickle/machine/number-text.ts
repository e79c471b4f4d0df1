/** How one of the text opcodes reads a number. `plain` is what picklers write and every reader takes alike. */
export interface NumberText<T> {
  readonly value: T
  readonly plain: boolean
}

const SPACE = '[ \\t\\n\\v\\f\\r]*'
const PYTHON_INT = new RegExp(
  `^${SPACE}([+-]?)(?:(0[xX](?:_?[0-9a-fA-F])+)|(0[oO](?:_?[0-7])+)|(0[bB](?:_?[01])+)|(0(?:_?0)*|[1-9](?:_?[0-9])*))${SPACE}$`,
)
const C_LONG = /^[ \t\n\v\f\r]*([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))(?:$|\0)/
const DECIMAL = new RegExp(`^${SPACE}([+-]?)([0-9](?:_?[0-9])*)${SPACE}$`)
const DIGITS = '[0-9](?:_?[0-9])*'
const PYTHON_FLOAT = new RegExp(
  `^${SPACE}([+-]?)(?:((?:${DIGITS})?\\.?(?:${DIGITS})?(?:[eE][+-]?${DIGITS})?)|(inf|infinity)|(nan))${SPACE}$`,
  'i',
)
const LONG_MAX = 2n ** 63n

function signed(sign: string, magnitude: bigint): bigint {
  return sign === '-' ? -magnitude : magnitude
}

function pythonInt(text: string): bigint | undefined {
  const found = PYTHON_INT.exec(text)
  if (found === null) return undefined
  const [, sign = '', hex, octal, binary, decimal] = found
  const digits = (hex ?? octal ?? binary ?? decimal ?? '').replaceAll('_', '')
  return signed(sign, BigInt(digits))
}

/** The part that a C string function sees. */
function untilNul(text: string): string {
  const nul = text.indexOf('\0')
  return nul < 0 ? text : text.slice(0, nul)
}

/** `strtol` with base 0: leading zeros mean octal, NUL ends the number. */
function strtol(text: string): bigint | undefined {
  if (text.startsWith('\0')) return 0n
  const found = C_LONG.exec(text)
  if (found === null) return undefined
  const [, sign = '', hex, octal, decimal] = found
  const magnitude = BigInt(
    hex === undefined ? (octal === undefined ? (decimal ?? '0') : `0o${octal}`) : `0x${hex}`,
  )
  const value = signed(sign, magnitude)
  return value >= -LONG_MAX && value < LONG_MAX ? value : undefined
}

/** INT: `I01` and `I00` are booleans. Undefined when no unpickler takes it. */
export function readInt(text: string): NumberText<bigint | boolean> | undefined {
  if (text === '00' || text === '01') return { value: text === '01', plain: true }
  const value = strtol(text) ?? pythonInt(untilNul(text)) ?? pythonInt(text)
  if (value === undefined) return undefined
  return { value, plain: /^-?(0|[1-9][0-9]*)$/.test(text) }
}

/** LONG: with or without the `L`. */
export function readLong(text: string): NumberText<bigint> | undefined {
  const digits = text.endsWith('L') ? text.slice(0, -1) : text
  const value = pythonInt(untilNul(digits)) ?? pythonInt(digits)
  if (value === undefined) return undefined
  return { value, plain: /^-?(0|[1-9][0-9]*)$/.test(digits) }
}

/** GET and PUT: decimal. */
export function readIndex(text: string): NumberText<bigint> | undefined {
  const found = DECIMAL.exec(untilNul(text))
  if (found === null) return undefined
  const [, sign = '', digits = ''] = found
  return {
    value: signed(sign, BigInt(digits.replaceAll('_', ''))),
    plain: /^(0|[1-9][0-9]*)$/.test(text),
  }
}

export function readFloat(text: string): NumberText<number> | undefined {
  const found = PYTHON_FLOAT.exec(untilNul(text))
  if (found === null) return undefined
  const [, sign = '', digits, infinite, nan] = found
  const magnitude =
    nan !== undefined ? NaN : infinite !== undefined ? Infinity : Number(digits?.replaceAll('_', '') ?? NaN)
  if (Number.isNaN(magnitude) && nan === undefined) return undefined
  if (digits === '') return undefined
  return { value: sign === '-' ? -magnitude : magnitude, plain: !/[_\0 \t\v\f\r\n]/.test(text) }
}
