import type { Discoverer } from '../../model/discoverer.ts'
import type { Mention } from '../../names/mention.ts'
import { inflatedCharts } from '../chart.ts'
import { manifestDiscoverer } from '../manifest-discoverer.ts'
import { imageOverrides } from './images.ts'

/** What an overlay runs instead of what the manifests below it name. */
export const kustomize: Discoverer<readonly Mention[]> = manifestDiscoverer({
  id: 'kustomize',
  title: 'Kustomization',
  claims: ({ name }) => /^kustomization(?:\.ya?ml)?$/.test(name),
  mentions: (root, _, path) => [...imageOverrides(root, path), ...inflatedCharts(root)],
})
