import { lineRange } from '../../../model/location.ts'
import type { FindingDraft, Rule } from '../../../model/rule.ts'
import type { Severity } from '../../../model/severity.ts'
import type { ChatTemplateFacts, Reach, ReachKind } from '../facts.ts'
import { excerpt } from '../judgement/wording.ts'

interface Opinion {
  readonly severity: Severity
  /** What a template that is no chat template may do without a word. */
  readonly chatOnly: boolean
  readonly says: (name: string) => string
}

const OPINIONS: Readonly<Record<ReachKind, Opinion>> = {
  'internal-attribute': {
    severity: 'critical',
    chatOnly: false,
    says: (name) => `reaches into the Python interpreter when it is rendered: ${name}`,
  },
  'dangerous-call': {
    severity: 'critical',
    chatOnly: false,
    says: (name) => `calls what runs code or opens files when it is rendered: ${name}`,
  },
  'computed-attribute': {
    severity: 'high',
    chatOnly: true,
    says: () => 'reads an attribute whose name it computes, which hides the name from review',
  },
  'function-attribute': {
    severity: 'high',
    chatOnly: true,
    says: (name) => `looks inside a function of the engine: ${name}`,
  },
  'framework-object': {
    severity: 'high',
    chatOnly: true,
    says: (name) => `reaches for an object of the web application that renders it: ${name}`,
  },
  'private-attribute': {
    severity: 'medium',
    chatOnly: true,
    says: (name) => `reads a private attribute: ${name}`,
  },
  'name-fragment': {
    severity: 'medium',
    chatOnly: true,
    says: (name) => `holds half of an internal name, to be put together later: ${name}`,
  },
  load: { severity: 'high', chatOnly: true, says: (name) => `has other files rendered with it: ${name}` },
  resource: {
    severity: 'medium',
    chatOnly: true,
    says: (name) => `does work that no conversation needs: ${name}`,
  },
  'attr-filter': {
    severity: 'low',
    chatOnly: true,
    says: (name) => `reads an attribute by way of a filter: ${name}`,
  },
  'unknown-call': {
    severity: 'low',
    chatOnly: true,
    says: (name) => `calls a function that loaders of chat templates do not provide: ${name}`,
  },
}

export const sandboxEscape: Rule<ChatTemplateFacts> = {
  id: 'chat-template-sandbox-escape',
  title: 'The template reaches for more than messages',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'A chat template is a program that renders messages into a prompt. Rendered outside a sandbox, as some ' +
    'loaders did, it climbs from any value over `__class__`, `__globals__` or `mro` to the interpreter and runs ' +
    'commands. Constants are folded before the names are judged, so spelling one in pieces, in escapes or ' +
    'through filters does not hide it. Templates of released models use none of these.',
  remedy: 'Do not load the model; take the chat template of the official release instead.',
  references: ['CVE-2024-34359', 'CWE-1336', 'CWE-94'],
  *check(facts, path) {
    const seen = new Set<string>()
    for (const reach of facts.reaches) {
      const opinion = OPINIONS[reach.kind]
      const key = `${reach.kind} ${reach.name}`
      if (seen.has(key) || (opinion.chatOnly && !facts.isChat)) continue
      seen.add(key)
      yield draft(facts, reach, opinion, path)
    }
  },
}

function draft(
  facts: ChatTemplateFacts,
  reach: Reach,
  { severity, says }: Opinion,
  path: string,
): FindingDraft {
  const at = { path, range: lineRange(facts.lineInFile(reach.line)) }
  const message = says(excerpt(reach.name))
  return {
    message,
    at,
    evidence: [{ at, says: `${reach.kind.replace('-', ' ')} on line ${reach.line} of the template` }],
    seen: `${reach.kind} ${reach.name}`,
    severity,
  }
}
