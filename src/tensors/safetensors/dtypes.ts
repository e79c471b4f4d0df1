/** Bits of one element, by the name in the header. */
const DTYPE_BITS: ReadonlyMap<string, number> = new Map([
  ['BOOL', 8],
  ['F4', 4],
  ['F6_E2M3', 6],
  ['F6_E3M2', 6],
  ['U8', 8],
  ['I8', 8],
  ['F8_E5M2', 8],
  ['F8_E4M3', 8],
  ['F8_E8M0', 8],
  ['F8_E4M3FNUZ', 8],
  ['F8_E5M2FNUZ', 8],
  ['I16', 16],
  ['U16', 16],
  ['F16', 16],
  ['BF16', 16],
  ['I32', 32],
  ['U32', 32],
  ['F32', 32],
  ['C64', 64],
  ['F64', 64],
  ['I64', 64],
  ['U64', 64],
])

export function dtypeBits(dtype: string): number | undefined {
  return DTYPE_BITS.get(dtype)
}

const NAMES: ReadonlyMap<string, string> = new Map([...DTYPE_BITS.keys()].map((name) => [name, name]))

/** The same string for all tensors of a type: a header declares it anew for each. */
export function knownDtype(dtype: string): string {
  return NAMES.get(dtype) ?? dtype
}

/** Bytes of a dense tensor; `overflow` where the product leaves the safe integers, as 64-bit readers would wrap. */
export function tensorBytes(shape: readonly number[], bits: number): number | 'overflow' | 'fraction' {
  let elements = 1
  for (const dimension of shape) {
    elements *= dimension
    if (!Number.isSafeInteger(elements)) return 'overflow'
  }
  const total = elements * bits
  if (!Number.isSafeInteger(total)) return 'overflow'
  return total % 8 === 0 ? total / 8 : 'fraction'
}
