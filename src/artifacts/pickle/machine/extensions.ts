import type { CallValue } from '../value.ts'

const MAX_CODES = 10_000

/** `copyreg`'s extension registry, as far as streams of this file fill it. It outlives a stream, as the process's does. */
export class Extensions {
  readonly #codes = new Map<number, { readonly module: string; readonly name: string }>()

  get(code: number): { readonly module: string; readonly name: string } | undefined {
    return this.#codes.get(code)
  }

  /** Sees each call. A code that is taken stays as it is until `remove_extension` frees it, as in CPython. */
  watch({ callee, args }: CallValue): void {
    if (callee.kind !== 'global') return
    const [module, name, code] = args
    if (module?.kind !== 'str' || name?.kind !== 'str' || code?.kind !== 'int') return
    const key = Number(code.value)
    if (callee.name.endsWith('remove_extension')) this.#codes.delete(key)
    if (!callee.name.endsWith('add_extension')) return
    if (this.#codes.size < MAX_CODES && !this.#codes.has(key))
      this.#codes.set(key, { module: module.value, name: name.value })
  }
}
