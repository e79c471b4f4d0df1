const FORMATS: ReadonlyMap<string, string> = new Map([
  ['float64', 'F64'],
  ['double', 'F64'],
  ['float32', 'F32'],
  ['float', 'F32'],
  ['fp32', 'F32'],
  ['float16', 'F16'],
  ['half', 'F16'],
  ['fp16', 'F16'],
  ['bfloat16', 'BF16'],
  ['bf16', 'BF16'],
  ['float8_e4m3fn', 'F8_E4M3'],
  ['float8_e5m2', 'F8_E5M2'],
  ['int8', 'I8'],
  ['uint8', 'U8'],
])

/** The name that the weights themselves carry, so that what configuration and weights say can be compared. */
export function numberFormat(text: string): string | undefined {
  const name = text.replace(/^torch\./, '').toLowerCase()
  return FORMATS.get(name) ?? (/^[a-z0-9_]{2,24}$/.test(name) && name !== 'auto' ? name : undefined)
}
