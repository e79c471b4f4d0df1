import type { CallValue } from '../value.ts'

const MAX_CODES = 10_000

/** `copyreg`'s extension registry, as far as streams of this file fill it. It outlives a stream, as the process's does. */
export class Extensions {
  readonly #codes = new Map<number, { readonly module: string; readonly name: string }>()

  get(code: number): { readonly module: string; readonly name: string } | undefined {
    return this.#codes.get(code)
  }

  /** Sees each call; `add_extension(module, name, code)` registers. */
  watch({ callee, args }: CallValue): void {
    if (callee.kind !== 'global' || !callee.name.endsWith('add_extension')) return
    const [module, name, code] = args
    if (module?.kind !== 'str' || name?.kind !== 'str' || code?.kind !== 'int') return
    if (this.#codes.size < MAX_CODES)
      this.#codes.set(Number(code.value), { module: module.value, name: name.value })
  }
}
