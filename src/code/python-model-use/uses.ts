import type { Context } from '../../model/context.ts'
import { sha256 } from '../../model/identity.ts'
import type { Mention } from '../../names/mention.ts'
import type { SyntaxNode } from '../../syntax/python/syntax.ts'
import { apiClass } from './api-class.ts'
import { clientMade, clientMethod, posted } from './api-call.ts'
import { readConstants } from './constant.ts'
import { dataset } from './dataset.ts'
import { createEvaluator } from './evaluate.ts'
import type { Use } from './facts.ts'
import { hubClass } from './hub-class.ts'
import { addition, download, pipeline, pretrained } from './hub-loader.ts'
import { catalogue, file } from './local-loader.ts'
import { modelOfDict } from './model-dict.ts'
import { readProgram } from './program.ts'
import { readPrompts } from './prompt.ts'
import type { Placed } from './scope.ts'
import type { Recogniser, Seen } from './seen.ts'
import { training } from './training.ts'
import { vectorStore } from './vector-store.ts'

/** The first that knows a call has it. */
const RECOGNISERS: readonly Recogniser[] = [
  training,
  pretrained,
  addition,
  pipeline,
  download,
  dataset,
  file,
  catalogue,
  hubClass,
  vectorStore,
  clientMethod,
  apiClass,
  posted,
]
const MAX_USES = 5000
/** Mentions of one thing in the same words. */
const MAX_ALIKE = 10

export interface Reading {
  readonly uses: readonly Use[]
  /** False when following the program took more steps than are allowed. */
  readonly complete: boolean
}

export function readUses(text: string, tree: SyntaxNode, path: string, ctx: Context): Reading {
  const program = readProgram(tree, text, ctx)
  const evaluator = createEvaluator(program, ctx)
  const lineOf = lineCounter(text)
  const uses: Use[] = []
  const alike = new Map<string, number>()
  const add = (mention: Mention, content?: string): void => {
    const key = JSON.stringify([mention.subject, mention.says])
    const count = alike.get(key) ?? 0
    alike.set(key, count + 1)
    if (count >= MAX_ALIKE || uses.length >= MAX_USES) return
    if (count > 0 && uses.some((u) => u.mention.line === mention.line && sameUse(u.mention, mention))) return
    uses.push(content === undefined ? { mention } : { mention, content: hashed(content) })
  }
  const seenAt = (placed: Placed): Seen => {
    const call = evaluator.callOf(placed)
    const last = call.name.slice(call.name.lastIndexOf('.') + 1)
    const before = call.name.slice(0, Math.max(0, call.name.length - last.length - 1))
    return { call, evaluator, path, last, before, lineOf: (node) => lineOf(node.start), add }
  }
  for (const [i, placed] of program.calls.entries()) {
    if (i % 500 === 0) ctx.checkpoint()
    const seen = seenAt(placed)
    if (seen.call.name === '?' && seen.call.callee.kind === 'unknown') continue
    clientMade(seen)
    RECOGNISERS.some((recognises) => recognises(seen))
  }
  for (const placed of program.dicts) {
    const value = evaluator.valueOf(placed.node, placed.scope)
    if (value.kind === 'dict') modelOfDict(seenAt(placed), value.entries)
  }
  const named = new Set(
    uses.map(({ mention: { subject } }) => (subject.by === 'name' ? subject.name : subject.by)),
  )
  readConstants(program, evaluator, seenAt, (name) => named.has(name))
  readPrompts(program, evaluator, seenAt)
  return { uses, complete: evaluator.complete() && uses.length < MAX_USES }
}

function sameUse(a: Mention, b: Mention): boolean {
  return (
    JSON.stringify([a.subject, a.says, a.attributes]) === JSON.stringify([b.subject, b.says, b.attributes])
  )
}

function hashed(content: string): NonNullable<Use['content']> {
  const value = sha256(content).slice('sha256:'.length)
  return { hash: { algorithm: 'sha256', value }, size: Buffer.byteLength(content) }
}

/** Lines from one, by binary search. */
function lineCounter(text: string): (offset: number) => number {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
