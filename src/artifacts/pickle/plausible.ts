import type { GlobalUse } from './facts.ts'

const MODULE = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/
const NAME = /^[A-Za-z_<]\w*>?(?:\.[A-Za-z_<]\w*>?)*$/

/** Names something that could be a Python global: text and weights that look like opcodes do not. */
export function namesPlausibly(globals: readonly GlobalUse[]): boolean {
  return globals.some(({ global }) => MODULE.test(global.module) && NAME.test(global.name))
}
