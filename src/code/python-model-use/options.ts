import type { Evaluator } from './evaluate.ts'
import { assumed, choice, textsOf, type Call, type Value } from './value.ts'

/** Defaults of command-line options by the attribute under which the program finds them. */
export type Options = ReadonlyMap<string, Value>

/** What gives an object with the options as attributes. */
export const OPTIONS_METHOD: RegExp =
  /(?:^|\.)(?:parse_args|parse_known_args|parse_intermixed_args|FLAGS)(?:\.\[\])?$/
const MAX_OPTIONS = 1000

/** `add_argument("--model", default="…")` of argparse, `DEFINE_string("model", "…")` of absl. */
export function readOptions(evaluator: Evaluator): Options {
  const options = new Map<string, Value>()
  const add = (name: string, value: Value): void => {
    const known = options.get(name)
    options.set(name, known ? choice([known, assumed(value)]) : assumed(value))
  }
  for (const placed of (evaluator.program.callsTo.get('add_argument') ?? []).slice(0, MAX_OPTIONS)) {
    const call = evaluator.callOf(placed)
    const fallback = call.keywords.get('default')
    if (fallback) add(destination(call, evaluator), evaluator.valueOf(fallback, call.scope))
  }
  for (const kind of ['DEFINE_string', 'DEFINE_enum', 'DEFINE_list'])
    for (const placed of (evaluator.program.callsTo.get(kind) ?? []).slice(0, MAX_OPTIONS)) {
      const call = evaluator.callOf(placed)
      const [name] = textsOf(evaluator.valueOf(call.positional[0], call.scope))
      if (name)
        add(name.text, evaluator.valueOf(call.positional[1] ?? call.keywords.get('default'), call.scope))
    }
  return options
}

/** Long options give the name; `dest` overrules them. */
function destination(call: Call, evaluator: Evaluator): string {
  const [stated] = textsOf(evaluator.valueOf(call.keywords.get('dest'), call.scope))
  if (stated) return stated.text
  return optionName(call, evaluator)
}

export function optionName(call: Call, evaluator: Evaluator): string {
  const names = call.positional.flatMap((p) => textsOf(evaluator.valueOf(p, call.scope)).map((t) => t.text))
  const plain =
    names.find((n) => /^[A-Za-z]\w*$/.test(n)) ?? names.find((n) => n.startsWith('--')) ?? names[0] ?? ''
  return plain.replace(/^-+/, '').replace(/\/.*$/, '').replaceAll('-', '_')
}
