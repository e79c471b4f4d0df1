import { eachIn, fieldIn, textIn, textsIn } from '../json-view.ts'
import { error, warning, type SemanticRule } from './rule.ts'
import { atPointer } from './view.ts'

const LINK = /^urn:cdx:/i

export const danglingReference: SemanticRule = {
  id: 'dangling-reference',
  check: ({ links, refs }) =>
    links
      .filter(({ value }) => !refs.has(value) && !LINK.test(value))
      .map(({ path, value }) => error(path, `nothing in the document is called '${value}'`)),
}

export const duplicateReference: SemanticRule = {
  id: 'duplicate-reference',
  check: ({ refs }) =>
    [...refs].flatMap(([ref, places]) =>
      places
        .toSorted()
        .slice(1)
        .map((path) => error(path, `'${ref}' is the name of ${places.length} things`)),
    ),
}

export const referenceLikeLink: SemanticRule = {
  id: 'reference-like-link',
  check: ({ refs }) =>
    [...refs]
      .filter(([ref]) => LINK.test(ref))
      .map(([ref, [path]]) => warning(path!, `'${ref}' looks like a link to another document`)),
}

export const missingReference: SemanticRule = {
  id: 'missing-reference',
  check: ({ components, services }) => [
    ...components
      .filter(({ role, value }) => role !== 'mention' && textIn(value, 'bom-ref') === undefined)
      .map(({ path }) => warning(path, 'the component has no bom-ref, so nothing can refer to it')),
    ...services
      .filter(({ value }) => textIn(value, 'bom-ref') === undefined)
      .map(({ path }) => warning(path, 'the service has no bom-ref, so nothing can refer to it')),
  ],
}

export const selfDependency: SemanticRule = {
  id: 'self-dependency',
  check: ({ root }) =>
    eachIn(root, 'dependencies').flatMap((dependency, index) => {
      const ref = textIn(dependency, 'ref')
      return ref !== undefined && textsIn(dependency, 'dependsOn').includes(ref)
        ? [error(`/dependencies/${index}/dependsOn`, `'${ref}' depends on itself`)]
        : []
    }),
}

export const repeatedDependency: SemanticRule = {
  id: 'repeated-dependency',
  check({ root }) {
    const seen = new Set<string>()
    return eachIn(root, 'dependencies').flatMap((dependency, index) => {
      const ref = textIn(dependency, 'ref') ?? ''
      if (!seen.has(ref)) {
        seen.add(ref)
        return []
      }
      return [warning(`/dependencies/${index}`, `'${ref}' has more than one entry: readers keep one of them`)]
    })
  },
}

export const unstatedDependencies: SemanticRule = {
  id: 'unstated-dependencies',
  check({ root, components, services }) {
    if (fieldIn(root, 'dependencies') === undefined)
      return components.length > 0 ? [warning('', 'the document has no dependency graph')] : []
    const stated = new Set(eachIn(root, 'dependencies').map((d) => textIn(d, 'ref')))
    return [...components.filter(({ role }) => role !== 'mention'), ...services]
      .filter(({ value }) => {
        const ref = textIn(value, 'bom-ref')
        return ref !== undefined && !stated.has(ref)
      })
      .map(({ path }) =>
        warning(path, 'the dependency graph has no entry for it: its needs count as unknown'),
      )
  },
}

export const danglingPointer: SemanticRule = {
  id: 'dangling-pointer',
  check: ({ root }) =>
    eachIn(root, 'citations').flatMap((citation, index) =>
      textsIn(citation, 'pointers').flatMap((pointer, at) =>
        atPointer(root, pointer) === undefined
          ? [error(`/citations/${index}/pointers/${at}`, `nothing is at '${pointer}'`)]
          : [],
      ),
    ),
}
