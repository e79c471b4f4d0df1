import { SCRATCH_BYTES } from './block-format.ts'

// The memory that all kernels of a thread work in. It grows to what the largest task needed and is used again.

const PAGE = 65_536
/** Kernels read whole vectors: the last one may reach beyond what it was given. */
const BEYOND = 64

interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

/** What is needed of a global that only the types of browsers declare. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => Memory
  readonly Module: new (code: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: Memory } },
  ) => { readonly exports: object }
}

let memory: Memory | undefined

function own(): Memory {
  return (memory ??= new WebAssembly.Memory({ initial: 16 }))
}

/** Places for regions of these sizes, in bytes. All that was there before is given up, and views of it are void. */
export function room(sizes: readonly number[]): number[] {
  let end = SCRATCH_BYTES
  const places = sizes.map((size) => {
    const at = end
    end = (end + size + BEYOND + 15) & ~15
    return at
  })
  const { buffer } = own()
  if (end > buffer.byteLength) own().grow(Math.ceil((end - buffer.byteLength) / PAGE))
  return places
}

export function bytesAt(at: number, length: number): Uint8Array {
  return new Uint8Array(own().buffer, at, length)
}

export function floatsAt(at: number, length: number): Float32Array {
  return new Float32Array(own().buffer, at, length)
}

export function doublesAt(at: number, length: number): Float64Array {
  return new Float64Array(own().buffer, at, length)
}

/** The functions of a module in this memory. Their arguments are places and counts. */
export function instantiate(
  code: Uint8Array<ArrayBuffer>,
): Readonly<Record<string, (...numbers: readonly number[]) => void>> {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory: own() } })
  return exports as Readonly<Record<string, (...numbers: readonly number[]) => void>>
}
