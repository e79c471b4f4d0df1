import { capabilityOf } from './capabilities.ts'
import { note, sliceOf, type Machine } from './machine.ts'
import type { Scope } from './scope.ts'
import type { SyntaxNode } from '../../syntax/python/syntax.ts'

const TELLING = new Set([
  '__import__',
  'compile',
  'getattr',
  'globals',
  'open',
  'import',
  'os',
  'system',
  'subprocess',
  'base64',
])

/** Python compares identifiers after NFKC, so `𝐞𝐱𝐞𝐜` is `exec`; nobody spells a known name like that by chance. */
export function identifierName(m: Machine, node: SyntaxNode, scope: Scope): string {
  const written = sliceOf(scope.source, node)
  if (isAscii(written)) return written
  const name = written.normalize('NFKC')
  if (isAscii(name) && (capabilityOf(name) || TELLING.has(name)))
    note(m, 'disguised-name', scope.source, node, `${name} is spelled with look-alike letters`)
  return name
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}
