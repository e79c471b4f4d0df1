import { lookup } from './allow/index.ts'
import { gadgetOf } from './gadgets/index.ts'
import { isStandardLibrary } from './gadgets/stdlib-modules.ts'
import type { Evidence } from './machine/evidence.ts'
import type { Walk } from './machine/walk.ts'
import type { GlobalValue } from './value.ts'

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
  return evidence.globals().some(({ global }) => isName(global))
}

/** `cos`, `system` at the very start of a file is an attack, even one that breaks before its call. */
function opensWithGadget(evidence: Evidence): boolean {
  const [first] = evidence.globals()
  if (first === undefined || first.global.at !== 0 || !isName(first.global)) return false
  return gadgetOf(first.global.module, first.global.name) !== undefined
}

/** Of the standard library, on the allow-list or a gadget: what chance does not spell in a text. */
export function namesKnown(evidence: Evidence): boolean {
  return evidence.globals().some(({ global }) => {
    const { module, name } = global
    if (!isName(global)) return false
    return isStandardLibrary(module) || lookup(global) !== undefined || gadgetOf(module, name) !== undefined
  })
}

function isName({ module, name }: Pick<GlobalValue, 'module' | 'name'>): boolean {
  return MODULE.test(module) && NAME.test(name)
}
