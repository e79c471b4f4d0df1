import { posix } from 'node:path'
import { parseImage, type ImageReference } from '../../names/container-image.ts'
import type { Mention } from '../../names/mention.ts'
import { containerUses } from '../../commands/command-uses.ts'
import { containerMentions } from '../../commands/mentions.ts'
import { anyText, at, entryOf, items, text, type ConfigValue } from '../../syntax/config/tree.ts'

const MAX_IMAGES = 500

/**
 * `images:` of a kustomization: what is run in place of the images that its resources name, by a new name, tag or
 * digest.
 */
export function imageOverrides(root: ConfigValue | undefined, path: string): Mention[] {
  const within = resourcesOf(root, path)
  return items(at(root, 'images'))
    .slice(0, MAX_IMAGES)
    .flatMap((item): Mention[] => {
      const original = parseImage(text(at(item, 'name')) ?? '')
      const name = text(at(item, 'newName')) ?? original?.name
      const tag = anyText(at(item, 'newTag'))
      const digest = text(at(item, 'digest'))
      if (!original || name === undefined || (tag ?? digest ?? text(at(item, 'newName'))) === undefined)
        return []
      const image = parseImage(`${name}${digest ? `@${digest}` : tag ? `:${tag}` : ''}`)
      return image ? overriding(item, image, original, within) : []
    })
}

function overriding(
  item: ConfigValue,
  image: ImageReference,
  original: ImageReference,
  within: readonly string[],
): Mention[] {
  const line =
    (entryOf(item, 'newName') ?? entryOf(item, 'digest') ?? entryOf(item, 'newTag'))?.line ?? item.line
  const of = (reference: ImageReference): ReturnType<typeof containerUses> =>
    containerUses({ image: reference, command: [], variables: [] })
  const own = of(image)
  const reading = own.service ? own : of(original)
  const seen = containerMentions(image, reading, line, 'is run in place of an image by kustomize')
  return seen.map((m) =>
    m.subject.by === 'name' && m.subject.kind === 'container'
      ? { ...m, subject: { ...m.subject, alias: { names: [original.name], within } } }
      : m,
  )
}

/** What it takes from the tree: files and folders that it lists, else its own folder. */
function resourcesOf(root: ConfigValue | undefined, path: string): string[] {
  const home = posix.dirname(path)
  const listed = ['resources', 'bases', 'components', 'patchesStrategicMerge', 'patches']
    .flatMap((key) => items(at(root, key)))
    .slice(0, MAX_IMAGES)
    .flatMap((item) => text(item) ?? text(at(item, 'path')) ?? [])
    .filter((place) => /^[\w./ -]{1,300}$/.test(place) && !/^\/|^[\w.-]+\.(?:com|org|io)\//.test(place))
    .map((place) => posix.join(home, place).replace(/\/$/, ''))
    .filter((place) => !place.startsWith('..'))
  return listed.length > 0 ? [...new Set(listed)] : [home]
}
