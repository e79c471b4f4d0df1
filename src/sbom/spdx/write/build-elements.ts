import type { InventoryItem } from '../../../model/component.ts'
import { instantOf, type Json, type SpdxElement, TRAINING_BUILD_TYPE, uriOf } from '../element.ts'
import { element, filled, type Draft } from './draft.ts'
import { all, dictionary, first, keyed } from './known.ts'

/** A training run is the build of a model. */
export function buildElement(spdxId: string, item: InventoryItem): SpdxElement {
  const environment = (['hardware', 'container-image', 'framework'] as const).flatMap((name) => {
    const values = all(item, name)
    return values.length > 0 ? [[name, values.join(', ')] as const] : []
  })
  return element('build_Build', spdxId, {
    name: item.name,
    description: first(item, 'description'),
    externalIdentifier: filled(codeCommits(item)),
    build_buildType: TRAINING_BUILD_TYPE,
    build_buildId: first(item, 'run-id'),
    build_buildStartTime: instantOf(first(item, 'started-at')),
    build_buildEndTime: instantOf(first(item, 'ended-at')),
    build_configSourceEntrypoint: filled(all(item, 'entry-point')),
    build_configSourceUri: filled(configSources(item)),
    build_environment: filled(dictionary(environment)),
    build_parameter: filled(dictionary(keyed(item, 'hyperparameter'))),
  })
}

/** Who ran it and with what, beside the items that it is related to. */
export interface BuildActors {
  readonly invokedBy: readonly string[]
  readonly usesTool: readonly string[]
  readonly hasHost: readonly string[]
}

/** What the run is related to as an item needs no second element. */
export function buildActors(
  draft: Draft,
  item: InventoryItem,
  related: readonly Pick<InventoryItem, 'kind' | 'name'>[],
): BuildActors {
  const names = new Set(related.map((r) => r.name.toLowerCase()))
  const hosted = related.some((r) => r.kind === 'container')
  return {
    invokedBy: all(item, 'experimenter').map((name) => draft.agent('Person', name)),
    usesTool: all(item, 'framework')
      .filter((framework) => !names.has(framework.split('@', 1)[0]!.toLowerCase()))
      .map((framework) => draft.agent('Tool', framework)),
    hasHost: hosted ? [] : all(item, 'container-image').map((image) => draft.image(image)),
  }
}

function codeCommits(item: InventoryItem): Json[] {
  return all(item, 'code-commit')
    .filter((commit) => /^[0-9a-f]{40}$/.test(commit))
    .map((commit) => ({
      type: 'ExternalIdentifier',
      externalIdentifierType: 'gitoid',
      identifier: `gitoid:commit:sha1:${commit}`,
      comment: 'commit of the training code',
    }))
}

/** With one commit, the repository at that commit; several repositories or commits cannot be told apart. */
function configSources(item: InventoryItem): string[] {
  const [commit, ...more] = all(item, 'code-commit')
  const repositories = all(item, 'code-repository')
  const pinned = commit !== undefined && more.length === 0 && repositories.length === 1
  return repositories
    .map((repository) => uriOf(pinned ? atCommit(repository, commit) : repository))
    .filter((uri) => uri !== undefined)
}

function atCommit(repository: string, commit: string): string {
  const scheme = /^https?:/.test(repository) ? 'git+' : ''
  return `${scheme}${repository}@${commit}`
}
