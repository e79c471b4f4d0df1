import type { Discoverer } from '../../model/discoverer.ts'
import type { Mention } from '../../names/mention.ts'
import { manifestDiscoverer } from '../manifest-discoverer.ts'
import { composeMentions } from './services.ts'

const NAME =
  /^(?:[\w.-]*[.-])?(?:docker|podman)?-?compose(?:[.-][\w.-]+)?\.ya?ml$|^docker-stack(?:[.-][\w-]+)?\.ya?ml$/

export const compose: Discoverer<readonly Mention[]> = manifestDiscoverer({
  id: 'compose',
  title: 'Compose file',
  claims: ({ name, text }) => NAME.test(name) && /^(?:services|models)\s*:/m.test(text ?? ''),
  mentions: (root, ctx) => composeMentions(root, ctx),
})
