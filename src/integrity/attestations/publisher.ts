import type { StrictRecord } from '../../bytes/strict-json.ts'
import { textIn } from './json-fields.ts'
import type { LeafNames } from './leaf.ts'

/** Whom an index names as the publisher of a file. The index's word: the certificate has to say the same. */
export type Publisher = StrictRecord

/** What the certificate would have to say; undefined where it is of a kind that is not known. */
function expectedIdentity(
  publisher: Publisher,
): { readonly starts: string } | { readonly is: string } | undefined {
  const repository = textIn(publisher, 'repository')
  switch (textIn(publisher, 'kind')) {
    case 'GitHub': {
      const workflow = textIn(publisher, 'workflow')
      if (repository === undefined || workflow === undefined) return undefined
      return { starts: `https://github.com/${repository}/.github/workflows/${workflow}@` }
    }
    case 'GitLab': {
      const path = textIn(publisher, 'workflow_filepath')
      if (repository === undefined || path === undefined) return undefined
      return { starts: `https://gitlab.com/${repository}//${path}@` }
    }
    case 'Google': {
      const email = textIn(publisher, 'email')
      return email === undefined ? undefined : { is: email }
    }
    default:
      return undefined
  }
}

/** The publisher that the certificate does not bear out; undefined where the two agree or cannot be compared. */
export function publisherAgainst(publisher: Publisher, leaf: LeafNames): string | undefined {
  const expected = expectedIdentity(publisher)
  if (!expected) return undefined
  // A shared workflow has signed for a repository whose own workflow called it: that one stands beside the name.
  const said = [leaf.identity, leaf.buildConfig]
    .filter((name) => name !== undefined)
    .map((n) => n.toLowerCase())
  const agrees =
    'is' in expected
      ? said.includes(expected.is.toLowerCase())
      : said.some((name) => name.startsWith(expected.starts.toLowerCase()))
  return agrees ? undefined : 'is' in expected ? expected.is : expected.starts.slice(0, -1)
}
