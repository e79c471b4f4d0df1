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
  bad: [
    file('<Header xlink:href="file:///etc/passwd"/>'),
    file('<xi:include href="http://198.51.100.1/x"/>'),
    file('', '<?xml-stylesheet href="http://198.51.100.1/x.xsl"?>'),
  ],
  good: [file('<Header copyright="see the site"/>')],
}
