import type { Purl } from '../model/identity.ts'
import type { NamedSubject } from '../model/sighting.ts'
import { purl } from './purl.ts'

const SEGMENT = String.raw`[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9])?`
const REPOSITORY = new RegExp(`^${SEGMENT}(?:/${SEGMENT})?$`)
const COMMIT = /^[0-9a-f]{40}$/

/** Whether a text can be the name of a Hugging Face repository: `organisation/name`, or a legacy `name`. */
export function isHubName(text: string): boolean {
  return REPOSITORY.test(text) && !/--|\.\.|\.git$/.test(text)
}

export function isCommit(text: string): boolean {
  return COMMIT.test(text)
}

/**
 * The package URL of a model on the Hugging Face hub. The type needs a namespace, and its version is a commit:
 * legacy names without an organisation have none, and branches and tags are left out.
 */
export function hubPurl(name: string, commit?: string): Purl | undefined {
  const [namespace, repository, ...more] = name.split('/')
  if (!namespace || !repository || more.length > 0) return undefined
  const version = commit !== undefined && isCommit(commit.toLowerCase()) ? commit.toLowerCase() : undefined
  return purl({ type: 'huggingface', namespace, name: repository, ...(version && { version }) })
}

/** A model or dataset on the hub. `revision` counts as the version only when it is a commit. */
export function hubSubject(kind: 'model' | 'dataset', name: string, revision?: string): NamedSubject {
  const version = revision !== undefined && isCommit(revision) ? revision : undefined
  const url = kind === 'model' ? hubPurl(name, version) : undefined
  return {
    by: 'name',
    kind,
    registry: 'hugging-face',
    name,
    ...(version && { version }),
    ...(url && { purl: url }),
  }
}
