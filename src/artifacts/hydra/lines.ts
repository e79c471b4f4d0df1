import type { Collector } from './collect.ts'

const KEY_VALUE =
  /(["']?)(_target_|__target__|_component_|class_path|target|py\/(?:object|function|type|repr))\1\s*[:=]\s*(["']?)([A-Za-z_$\\][^\s"',{}]{0,200})\3/g
const TAG = /!(?:<tag:yaml\.org,2002:|!)python\/[\w/%]{1,40}:?[\w.]{0,200}/g

/** For text that no parser takes, TOML, and documents too large for a tree: line by line, comments left out. */
export function collectLines(text: string, into: Collector, checkpoint: () => void): void {
  let number = 0
  for (const line of text.split(/\r\n|[\n\r\u0085\u2028\u2029]/)) {
    if (++number % 1000 === 0) checkpoint()
    if (/^\s*(?:#|\/\/)/.test(line)) continue
    const shown = line.slice(0, 4000)
    for (const [, , key = '', , value = ''] of shown.matchAll(KEY_VALUE))
      into.mapping(new Map([[key, value]]), () => shown.trim(), number)
    for (const [tag] of shown.matchAll(TAG)) into.tag(tag.replace(/^!</, ''), () => shown.trim(), number)
    into.text(shown, number)
  }
}
