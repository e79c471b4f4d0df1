import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import type { ScriptFacts } from './facts.ts'
import { attack } from './rules/attack.ts'
import { javaScriptAttacks } from './javascript.ts'
import { shellAttacks } from './shell.ts'

const NAMED =
  /(?:\.(?:sh|bash|zsh|ksh|bat|cmd|ps1|psm1|vbs|js|mjs|cjs)|^(?:dockerfile|containerfile|makefile)(?:\.\w+)?|\.dockerfile|\.mk)$/
const INTERPRETER =
  /^#![^\n]{0,120}\b(?:ba|z|k|da|a)?sh\b|^#![^\n]{0,120}\b(?:node|perl|ruby|php|pwsh)\b|^@echo off/i
/** What one logical line may be; longer ones are looked at in pieces that overlap. */
const PIECE = 8192
const OVERLAP = 1024
const MAX_ATTACKS = 100

export const script: Format<ScriptFacts> = {
  id: 'script',
  title: 'script',
  extensions: ['.sh', '.bash', '.bat', '.cmd', '.ps1'],
  onLoad: 'code',
  rules: [attack],
  claims,
  *read({ bytes }, ctx) {
    if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a script of ${bytes.size} bytes`)
    const found: ScriptFacts['attacks'][number][] = []
    for (const { text, line } of logicalLines(bytes.read(0, bytes.size).toString('utf8'))) {
      ctx.checkpoint()
      if (found.length >= MAX_ATTACKS) break
      for (const { kind, text: shown } of [...shellAttacks(text), ...javaScriptAttacks(text)])
        found.push({ kind, line, text: shown })
    }
    yield { kind: 'facts', facts: { attacks: found } }
  },
}

/** Scripts have no signature but their first line; a name is what makes a shell or a builder run the rest. */
function claims({ name, head }: Sample): Claim {
  if (head.includes(0)) return 'no'
  return NAMED.test(name) || INTERPRETER.test(head.toString('latin1', 0, 200)) ? 'yes' : 'no'
}

/** Lines with their continuations, three at a time so that a download and the run after it are seen together. */
function* logicalLines(text: string): Iterable<{ text: string; line: number }> {
  const lines = text.replaceAll(/(?:\\|`|\^)\r?\n/g, ' \u0001').split(/\r?\n/)
  let number = 1
  for (const [i, first] of lines.entries()) {
    const line = number
    number += 1 + (first.split('\u0001').length - 1)
    if (/^\s*(?:#|\/\/|rem\b)/i.test(first) || first.trim() === '') continue
    const window = [first, lines[i + 1] ?? '', lines[i + 2] ?? ''].map((l) => l.replaceAll('\u0001', ''))
    const joined = window[0]!.length < PIECE ? window.join('\n').slice(0, PIECE) : window[0]!
    for (let at = 0; at < joined.length; at += PIECE - OVERLAP)
      yield { text: joined.slice(at, at + PIECE), line }
  }
}
