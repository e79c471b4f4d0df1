import { gadgetOf } from './gadgets/index.ts'
import type { Evidence } from './machine/evidence.ts'
import type { Walk } from './machine/walk.ts'

const MODULE = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/
const NAME = /^[A-Za-z_<]\w*>?(?:\.[A-Za-z_<]\w*>?)*$/

/**
 * Names what could be a Python global and does something with it, or comes to an end. Two lines of text behind
 * a `c` name a global too, but what follows them is no call.
 */
export function actsPlausibly({
  walk,
  evidence,
}: {
  readonly walk: Walk
  readonly evidence: Evidence
}): boolean {
  if (evidence.effects === 0 && !walk.stopped) return walk.start === 0 && opensWithGadget(evidence)
  return evidence.globals().some(({ global }) => MODULE.test(global.module) && NAME.test(global.name))
}

/** `cos`, `system` at the very start of a file is an attack, even one that breaks before its call. */
function opensWithGadget(evidence: Evidence): boolean {
  const [first] = evidence.globals()
  return (
    first !== undefined &&
    first.global.at === 0 &&
    gadgetOf(first.global.module, first.global.name) !== undefined
  )
}
