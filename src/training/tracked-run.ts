import type { Attribute } from '../model/attribute.ts'
import type { SightedRelation, Sighting } from '../model/sighting.ts'
import { evidenceAt } from '../syntax/stated.ts'

/** What one file of a run says of it. The files of a run are gathered by its folder. */
export function runSighting(
  run: string,
  at: { readonly path: string; readonly line?: number; readonly says: string },
  attributes: readonly Attribute[],
  relations: readonly SightedRelation[] = [],
): Sighting {
  return {
    subject: { by: 'path', kind: 'training', path: run },
    evidence: evidenceAt(at.path, at.line, at.says),
    attributes,
    relations,
    distributions: [],
  }
}

/** A command line without what it was given to sign in with. */
export function withoutSecretArguments(command: string): string {
  return command.replaceAll(
    /((?:--?|\b)[\w-]{0,40}(?:token|api[_-]?key|access[_-]?key|secret|passw(?:or)?d|credentials?)[\w-]{0,20}(?:=|\s+))("[^"]*"|'[^']*'|\S+)/gi,
    '$1***',
  )
}
