/** The parts of WebAssembly that are used here: types of Node.js name none. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => Instance
}
interface Instance {
  readonly exports: Readonly<Record<string, unknown>>
}
interface Memory {
  readonly buffer: ArrayBuffer
}

/** What the glue of web-tree-sitter hands to its WebAssembly module. */
interface Imports {
  readonly env: { readonly memory: Memory; readonly __stack_pointer: { value: number } }
}

interface Page {
  readonly at: number
  readonly bytes: Uint8Array
}

/** A runtime in WebAssembly that can go back to where it was before a hostile text ruined it. */
export interface WasmState {
  /** Options for the glue's start. */
  readonly options: {
    instantiateWasm(imports: Imports, receive: (instance: Instance, module: object) => void): object
  }
  /** Gives it a stack that it will not leave. Once, after the start. */
  enlargeStack(): void
  /** Between two uses. */
  remember(): void
  restore(): void
}

/**
 * The stack that comes with the module is 64 KiB, and what runs out of it writes over the module's own data, silently at
 * first: later texts would be misread. This one is larger than what the engine's own stack allows for, which ends in a
 * clean exception.
 */
const STACK = 16 * 1024 * 1024
const PAGE = 64 * 1024

export function createWasmState(binary: Uint8Array): WasmState {
  let running: { readonly imports: Imports; readonly instance: Instance } | undefined
  let pages: Page[] = []
  let stack = 0
  return {
    options: {
      instantiateWasm(imports, receive) {
        const module = new WebAssembly.Module(binary)
        const instance = new WebAssembly.Instance(module, imports)
        running = { imports, instance }
        receive(instance, module)
        return {}
      },
    },
    enlargeStack() {
      const malloc = running?.instance.exports['malloc']
      if (!running || typeof malloc !== 'function') return
      const start: unknown = malloc(STACK)
      if (typeof start !== 'number' || start === 0) return
      stack = (start + STACK) & ~15
      running.imports.env.__stack_pointer.value = stack
    },
    remember() {
      if (running) pages = pagesOf(running.imports.env.memory)
    },
    restore() {
      if (!running) return
      const memory = new Uint8Array(running.imports.env.memory.buffer)
      memory.fill(0)
      for (const { at, bytes } of pages) memory.set(bytes, at)
      if (stack > 0) running.imports.env.__stack_pointer.value = stack
    },
  }
}

/** Most of the memory was never written to. */
function pagesOf({ buffer }: Memory): Page[] {
  const pages: Page[] = []
  const zeros = Buffer.alloc(PAGE)
  for (let at = 0; at < buffer.byteLength; at += PAGE) {
    const page = Buffer.from(buffer, at, PAGE)
    if (!page.equals(zeros)) pages.push({ at, bytes: Uint8Array.from(page) })
  }
  return pages
}
