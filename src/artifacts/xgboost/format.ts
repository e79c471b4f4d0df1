import type { Format } from '../../model/format.ts'

export interface XgboostFacts {
  readonly encoding: 'json' | 'ubjson' | 'binary'
}

/** A booster: numbers and the names of objectives that are compiled into the library. No part of it names code. */
export const xgboost: Format<XgboostFacts> = {
  id: 'xgboost',
  title: 'XGBoost',
  extensions: ['.ubj', '.xgb', '.bst'],
  onLoad: 'data',
  rules: [],
  claims: ({ head }) => (encodingOf(head) === undefined ? 'no' : 'yes'),
  *read({ bytes }) {
    const encoding = encodingOf(bytes.read(0, 4096))
    if (encoding !== undefined) yield { kind: 'facts', facts: { encoding } }
  },
}

/** `learner` is the first key of every model; the old binary form begins with its own. */
function encodingOf(head: Buffer): XgboostFacts['encoding'] | undefined {
  const begin = head.toString('latin1', 0, 512)
  if (
    /^\s*\{\s*"learner"\s*:\s*\{\s*"(?:attributes|feature_names|feature_types|gradient_booster|learner_model_param|objective)"/.test(
      begin,
    )
  )
    return 'json'
  // oxlint-disable-next-line no-control-regex
  if (/^\{[LIlUi][\x00-\x08]*\x07learner\{/.test(begin)) return 'ubjson'
  return begin.startsWith('binf') ? 'binary' : undefined
}
