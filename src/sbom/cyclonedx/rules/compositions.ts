import { eachIn, textIn, textsIn } from '../json-view.ts'
import { error, warning, type SemanticRule } from './rule.ts'

const LISTS = ['assemblies', 'dependencies', 'vulnerabilities'] as const

export const emptyComposition: SemanticRule = {
  id: 'empty-composition',
  check: ({ root }) =>
    eachIn(root, 'compositions').flatMap((composition, index) =>
      LISTS.every((list) => textsIn(composition, list).length === 0)
        ? [warning(`/compositions/${index}`, 'the composition speaks of nothing')]
        : [],
    ),
}

export const contradictoryComposition: SemanticRule = {
  id: 'contradictory-composition',
  check({ root }) {
    const said = new Map<string, string>()
    return eachIn(root, 'compositions').flatMap((composition, index) => {
      const aggregate = textIn(composition, 'aggregate') ?? ''
      return LISTS.flatMap((list) =>
        textsIn(composition, list).flatMap((ref) => {
          const key = JSON.stringify([list, ref])
          const before = said.get(key) ?? aggregate
          said.set(key, before)
          return before === aggregate
            ? []
            : [error(`/compositions/${index}/${list}`, `'${ref}' is called ${before} and ${aggregate}`)]
        }),
      )
    })
  },
}
