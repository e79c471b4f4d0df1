import { withoutCredentials } from '../../text/web-address.ts'

/** As PEP 753 has them, without separators. */
const REPOSITORY = ['source', 'repository', 'sourcecode', 'github', 'code']
const HOMEPAGE = ['homepage', 'home']

/** The repository, then the page, of links by their labels; without credentials. */
export function projectPages(links: Iterable<readonly [label: string, address: string]>): readonly string[] {
  const byLabel = new Map<string, string>()
  for (const [label, address] of links) {
    const key = label.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
    if (/^https?:\/\//i.test(address) && !byLabel.has(key)) byLabel.set(key, withoutCredentials(address))
  }
  const first = (labels: readonly string[]): string[] =>
    labels.flatMap((label) => byLabel.get(label) ?? []).slice(0, 1)
  return [...new Set([...first(REPOSITORY), ...first(HOMEPAGE)])]
}

/** What `License :: …` classifiers name. */
export function classifierLicenses(classifiers: readonly string[]): string[] {
  return classifiers.flatMap((line) => {
    const parts = line.split('::').map((part) => part.trim())
    return parts[0] === 'License' && parts.length > 1 && parts.at(-1) !== 'OSI Approved'
      ? [parts.at(-1)!]
      : []
  })
}

const MAX_LICENSE = 200
const MAX_PERSON = 500

/** A licence as an id, an expression or a name; whole licence texts name nothing. */
export function isLicenseName(text: string): boolean {
  return text.length <= MAX_LICENSE && !text.includes('\n')
}

/** `Ann <ann@example.org>`: the name, else the address. */
export function personName(written: string): string | undefined {
  const text = written.slice(0, MAX_PERSON)
  const name = text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('"', '')
    .trim()
  return name || /<([^>]{1,320})>/.exec(text)?.[1]
}
