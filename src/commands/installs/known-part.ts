/** What a shell or a notebook would put in: `$`, a substitution, `{name}`. */
const UNKNOWN = /[$`{}]/

/**
 * The part of a requirement that is known: `name==$VERSION` names a package of some version. Undefined when not
 * even the name is known.
 */
export function knownPart(word: string): string | undefined {
  if (!UNKNOWN.test(word)) return word
  const name = /^((?:@[\w.-]+\/)?[\w.-]+(?:\[[\w.,-]*\])?)\s*(?:[=<>!~]{1,3}|@)/.exec(word)?.[1]
  return name === undefined || UNKNOWN.test(name) ? undefined : name
}
