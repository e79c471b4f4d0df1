import type { Discoverer } from '../../model/discoverer.ts'
import type { Mention } from '../../names/mention.ts'
import { chartMentions } from '../chart.ts'
import { manifestDiscoverer } from '../manifest-discoverer.ts'
import { withoutActions } from './template.ts'
import { valuesMentions } from './values.ts'
import { workloadMentions } from '../workload.ts'

const VALUES = /^values(?:[.-][\w.-]+)?\.ya?ml$|^[\w.-]+[.-]values\.ya?ml$/
/** A chart and its lock; in charts of the first form the dependencies stand in a file of their own. */
const CHART = /^chart\.(?:ya?ml|lock)$/
const TEMPLATE = /(?:^|\/)templates\/[^]*\.ya?ml$/

export const helm: Discoverer<readonly Mention[]> = manifestDiscoverer({
  id: 'helm',
  title: 'Helm chart',
  claims: ({ name, path, text = '' }) =>
    VALUES.test(name) ||
    CHART.test(name) ||
    (name === 'requirements.yaml' &&
      /^dependencies\s*:/m.test(text) &&
      /^[ \t]+repository\s*:/m.test(text)) ||
    (TEMPLATE.test(path) && text.includes('{{') && /^[ \t]*kind\s*:/m.test(text)),
  prepare: withoutActions,
  mentions: (root, ctx, path) =>
    /(?:chart\.(?:ya?ml|lock)|requirements\.yaml)$/i.test(path) && !TEMPLATE.test(path)
      ? chartMentions(root, path.endsWith('.lock'))
      : TEMPLATE.test(path)
        ? workloadMentions(root, ctx)
        : valuesMentions(root, ctx),
})
