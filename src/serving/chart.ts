import { serviceOfImage } from '../names/known-service.ts'
import { mention, type AttributeDraft, type Mention } from '../names/mention.ts'
import { serviceMention } from '../commands/mentions.ts'
import { anyText, at, entries, items, text, type ConfigValue } from '../syntax/config/tree.ts'
import { withoutCredentials } from '../text/web-address.ts'

const NAME = /^[a-z0-9][a-z0-9._-]{0,127}$/i
/** Helm takes a whole version for that one alone. */
const EXACT = /^[v=]?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$/
const MAX_CHARTS = 200

/** `dependencies:` of a chart or of its lock: charts that are packaged into it. */
export function chartMentions(root: ConfigValue | undefined, locked: boolean): Mention[] {
  return items(at(root, 'dependencies'))
    .slice(0, MAX_CHARTS)
    .flatMap((item) =>
      chartMention(
        item,
        'repository',
        locked ? 'is pinned in Chart.lock' : 'is required by a chart',
        !locked,
      ),
    )
}

/** `helmCharts:` of a kustomization. */
export function inflatedCharts(root: ConfigValue | undefined): Mention[] {
  return items(at(root, 'helmCharts'))
    .slice(0, MAX_CHARTS)
    .flatMap((item) => chartMention(item, 'repo', 'is rendered by kustomize', true))
}

function chartMention(item: ConfigValue, repositoryKey: string, says: string, direct: boolean): Mention[] {
  const name = text(at(item, 'name'))
  const asked = anyText(at(item, 'version'))?.trim()
  const written = text(at(item, repositoryKey))
  // A chart of the same tree is described by its own files.
  if (name === undefined || !NAME.test(name) || written?.startsWith('file:')) return []
  const version = asked === undefined ? undefined : EXACT.exec(asked)?.[1]
  const repository =
    written !== undefined && /^(?:https?|oci):\/\/[^\s{}$]+$/.test(written)
      ? withoutCredentials(written)
      : undefined
  const attributes: AttributeDraft[] = [
    { name: 'ecosystem', value: 'helm' },
    { name: 'source', value: 'registry' },
    ...(direct ? [{ name: 'direct' as const, value: 'true' }] : []),
    ...(asked && !/[{}$]/.test(asked) ? [{ name: 'requirement' as const, value: asked }] : []),
    ...(repository ? [{ name: 'registry' as const, value: repository }] : []),
  ]
  const subject = {
    by: 'name' as const,
    kind: 'package' as const,
    registry: 'helm',
    name,
    ...(version && { version }),
  }
  const { line } = entries(item).find((e) => e.key === 'name') ?? item
  const service = serviceOfImage(name)
  return [
    mention(subject, line, says, attributes),
    ...(service
      ? [serviceMention(service, line, 'is run by a chart', [{ kind: 'depends-on', to: subject }])]
      : []),
  ]
}
