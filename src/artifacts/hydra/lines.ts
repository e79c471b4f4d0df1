import type { Collector } from './collect.ts'

const KEY_VALUE =
  /(["']?)(_target_|__target__|_component_|class_path|target|py\/(?:object|function|type|repr))\1\s*[:=]\s*(["']?)([A-Za-z_$\\][^\s"',{}]{0,200})\3/g
const TAG = /!(?:<tag:yaml\.org,2002:|!)python\/[\w/%]{1,40}:?[\w.]{0,200}/g

/** Most lines of a large text have none of it. */
const WORTH_A_LOOK = /target|_component_|class_path|py\/|python|\$\{/

/** For text that no parser takes, TOML, and documents too large for a tree: line by line, comments left out. */
export function collectLines(text: string, into: Collector, checkpoint: () => void): void {
  let number = 0
  for (const line of linesOf(text)) {
    if (++number % 1000 === 0) checkpoint()
    if (line.length < 8 || !WORTH_A_LOOK.test(line) || /^\s*(?:#|\/\/)/.test(line)) continue
    const shown = line.slice(0, 4000)
    for (const [, , key = '', , value = ''] of shown.matchAll(KEY_VALUE))
      into.mapping(new Map([[key, value]]), () => shown.trim(), number)
    for (const [tag] of shown.matchAll(TAG)) into.tag(tag.replace(/^!</, ''), () => shown.trim(), number)
    into.text(shown, number)
  }
}

/** One at a time: a list of all lines of a large text would cost many times the text. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start)
    yield text.slice(start, end < 0 ? text.length : end)
    start = end < 0 ? text.length : end + 1
  }
}
