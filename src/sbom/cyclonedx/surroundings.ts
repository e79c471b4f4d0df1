import type { InventoryItem } from '../../model/component.ts'
import { parseImage } from '../../names/container-image.ts'
import { purl } from '../../names/purl.ts'
import { shownText } from '../plain-text.ts'
import { property } from '../properties.ts'
import type { Component } from './document.ts'
import { digestHash } from './hashes.ts'
import { all, distinct, order, refsOf, targets, type Writing } from './writing.ts'

/** On what training ran: the image and the frameworks. */
export interface Surroundings {
  of(run: InventoryItem): { readonly image: readonly string[]; readonly frameworks: readonly string[] }
  /** Those that are no items of the inventory, once each. */
  components(): readonly Component[]
}

export function createSurroundings(w: Writing): Surroundings {
  const made = new Map<string, Component>()
  const packages = new Map(
    w.items.filter((i) => i.kind === 'package').map((i) => [canonical(i.name), i] as const),
  )

  const make = (key: string, component: Component): string => {
    const known = made.get(key)
    if (known) return known['bom-ref']!
    const ref = w.refs.take(key)
    // Made up of what a run says: nothing is read back from it.
    const { type, ...rest } = component
    made.set(key, { type, 'bom-ref': ref, ...rest, properties: [property('attribute', key.split(':')[0]!)] })
    return ref
  }
  const framework = (text: string): string => {
    const at = text.lastIndexOf('@')
    const name = at > 0 ? text.slice(0, at) : text
    const version = at > 0 ? text.slice(at + 1) : undefined
    const known = packages.get(canonical(name))
    if (known && (version === undefined || version === known.version)) return w.refOf.get(known.id)!
    return make(`framework:${text}`, {
      type: 'framework',
      name: shownText(name) || '(no name)',
      ...(version && version.length <= 1024 && { version: shownText(version).slice(0, 1024) }),
    })
  }
  const image = (text: string): string => make(`container-image:${text}`, imageComponent(text))

  return {
    of(run) {
      const related = targets(w, run.id, ['depends-on'])
      const images = related.filter((i) => i.kind === 'container')
      const libraries = related.filter((i) => i.kind === 'package')
      const named = images.length > 0 ? [] : all(run, 'container-image').map(image)
      return {
        image: distinct([...refsOf(w, images), ...named]),
        frameworks: distinct([...refsOf(w, libraries), ...all(run, 'framework').map(framework)]),
      }
    },
    components: () => [...made].toSorted(([a], [b]) => order(a, b)).map(([, component]) => component),
  }
}

const BY_DIGEST =
  /^(?<name>[a-z0-9][a-z0-9._/:-]*?)(?::(?<tag>\w[\w.-]{0,127}))?@(?<digest>sha256:[0-9a-f]{64})$/

function imageComponent(text: string): Component {
  const { name, digest } = BY_DIGEST.exec(text)?.groups ?? {}
  if (name === undefined || digest === undefined)
    return { type: 'container', name: shownText(text) || '(no name)' }
  const repository = name.split('/').at(-1)!
  const hash = digestHash(digest as `sha256:${string}`)
  return {
    type: 'container',
    name,
    version: digest,
    ...(hash && { hashes: [hash] }),
    purl: purl({
      type: 'oci',
      name: repository,
      version: digest,
      ...(name.includes('/') && { qualifiers: { repository_url: parseImage(text)?.repository ?? name } }),
    }),
  }
}

function canonical(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}
