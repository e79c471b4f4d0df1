import type { Example, RuleExamples } from '../../../model/rule.ts'

function network(layer: string, before: string = ''): Example {
  const layers = `<layers>${layer}</layers>`
  return {
    path: 'model.xml',
    bytes: Buffer.from(`<?xml version="1.0"?>${before}<net name="m" version="11">${layers}</net>`),
  }
}

export const examples: RuleExamples = {
  bad: [network('<layer id="0" type="Payload" version="extension"/>')],
  good: [
    network(
      '<layer id="0" name="w" type="Const" version="opset1"><data element_type="f32" shape="2" offset="0" size="8"/></layer>',
    ),
  ],
}
