import type { Discoverer } from '../../model/discoverer.ts'
import type { Mention } from '../../names/mention.ts'
import { manifestDiscoverer } from '../manifest-discoverer.ts'
import { withoutActions } from './template.ts'
import { valuesMentions } from './values.ts'
import { workloadMentions } from '../workload.ts'

const VALUES = /^values(?:[.-][\w.-]+)?\.ya?ml$|^[\w.-]+[.-]values\.ya?ml$/
const TEMPLATE = /(?:^|\/)templates\/[^]*\.ya?ml$/

export const helm: Discoverer<readonly Mention[]> = manifestDiscoverer({
  id: 'helm',
  title: 'Helm chart',
  claims: ({ name, path, text = '' }) =>
    VALUES.test(name) || (TEMPLATE.test(path) && text.includes('{{') && /^\s*kind\s*:/m.test(text)),
  prepare: withoutActions,
  mentions: (root, ctx, path) =>
    TEMPLATE.test(path) ? workloadMentions(root, ctx) : valuesMentions(root, ctx),
})
