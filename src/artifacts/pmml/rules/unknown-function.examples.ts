import type { Example, RuleExamples } from '../../../model/rule.ts'

function file(body: string, before: string = ''): Example {
  return {
    path: 'model.pmml',
    bytes: Buffer.from(
      `<?xml version="1.0"?>${before}<PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4">${body}</PMML>`,
    ),
  }
}

export const examples: RuleExamples = {
  bad: [file('<Apply function="java.lang.Runtime.exec"/>'), file('<Apply function="vendorScale"/>')],
  good: [file('<Apply function="+"/>'), file('<DefineFunction name="my"/><Apply function="my"/>')],
}
