import { WireReader } from '../../bytes/protobuf/wire.ts'
import type { Format } from '../../model/format.ts'
import { claims } from './claims.ts'
import type { OnnxFacts } from './facts.ts'
import { outsidePath } from '../outside-path.ts'
import { emptyModel, readModel } from './model.ts'
import { customOperator } from './rules/custom-operator.ts'
import { externalData } from './rules/external-data.ts'
import { layout } from './rules/layout.ts'
import { metadata } from './rules/metadata.ts'
import { pythonOperator } from './rules/python-operator.ts'

export const onnx: Format<OnnxFacts> = {
  id: 'onnx',
  title: 'ONNX',
  extensions: ['.onnx'],
  onLoad: 'data',
  rules: [externalData, pythonOperator, customOperator, layout, metadata],
  claims,
  *read({ bytes }, ctx) {
    const model = emptyModel()
    let broken: unknown
    try {
      readModel(new WireReader(bytes, () => ctx.checkpoint()), model)
    } catch (error) {
      broken = error
    }
    if (model.nodes + model.tensors + model.functions.length > 0 || model.opsets.length > 0)
      yield { kind: 'facts', facts: model }
    for (const target of siblings(model))
      yield { kind: 'record', record: { kind: 'reference', target, why: 'tensor data of the model' } }
    if (broken !== undefined) throw broken
  },
}

/** The files beside the model that hold its tensors. */
function siblings({ external }: OnnxFacts): Set<string> {
  const targets = new Set<string>()
  for (const { location } of external)
    if (location !== undefined && outsidePath(location) === undefined) targets.add(location)
  return targets
}
