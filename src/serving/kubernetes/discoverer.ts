import type { Discoverer } from '../../model/discoverer.ts'
import type { Mention } from '../../names/mention.ts'
import { manifestDiscoverer } from '../manifest-discoverer.ts'
import { workloadMentions } from '../workload.ts'

/** Charts' templates are the chart reader's. */
const TEMPLATE = /(?:^|\/)templates\//

export const kubernetes: Discoverer<readonly Mention[]> = manifestDiscoverer({
  id: 'kubernetes',
  title: 'Kubernetes manifest',
  claims: ({ name, path, text = '' }) =>
    /\.(?:ya?ml|json)$/.test(name) &&
    /^[ \t]*["']?apiVersion["']?\s*:/m.test(text) &&
    /^[ \t]*["']?kind["']?\s*:/m.test(text) &&
    !(TEMPLATE.test(path) && text.includes('{{')),
  mentions: (root, ctx) => workloadMentions(root, ctx),
})
