import type { ChatTemplateFacts } from '../facts.ts'
import { TemplateSyntaxError, type Statement } from '../jinja/ast.ts'
import { parseTemplate } from '../jinja/parser.ts'
import { collectConstants } from './constants.ts'
import { followFlow } from './flow.ts'
import { findHiddenText } from './hidden-text.ts'
import { containsInternalName } from './names.ts'
import { findReaches } from './reaches.ts'

const MAX_STEPS = 400_000

type Analysis = Omit<ChatTemplateFacts, 'name' | 'lineInFile' | 'isChat'>

export function analyseTemplate(source: string): Analysis {
  const hidden = findHiddenText(source)
  let template: readonly Statement[]
  try {
    template = parseTemplate(source)
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error
    const broken = { line: error.line, says: error.message }
    return { broken, hidden, reaches: textualReaches(source), emissions: [], rewrites: [] }
  }
  const constants = collectConstants(template)
  const { emissions, rewrites } = followFlow(template, constants, MAX_STEPS)
  return { hidden, reaches: findReaches(template, constants), emissions, rewrites }
}

/** Where parsing failed, what stands between brackets is at least searched. */
function textualReaches(source: string): ChatTemplateFacts['reaches'] {
  const code = /\{[{%]([^]*?)(?:[%}]\}|$)/g
  for (const match of source.matchAll(code)) {
    if (!containsInternalName(match[1] ?? '')) continue
    const line = source.slice(0, match.index).split('\n').length
    return [{ kind: 'internal-attribute', name: (match[1] ?? '').trim(), line }]
  }
  return []
}
