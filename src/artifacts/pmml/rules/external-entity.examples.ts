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
    file('&e;', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    file('', '<!DOCTYPE x [<!ENTITY % p PUBLIC "a" "http://198.51.100.1/x.dtd"> %p;]>'),
    file('&b;', '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'),
    file('', '<!DOCTYPE x SYSTEM "http://198.51.100.1/x.dtd">'),
    {
      path: 'model.pmml',
      bytes: Buffer.from(
        '\ufeff<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><PMML>&e;</PMML>',
        'utf16le',
      ),
    },
  ],
  good: [
    file('<Header copyright="A &amp; B &#65;"/>'),
    file('<!-- <!ENTITY e SYSTEM "file:///etc/passwd"> --><Header/>'),
  ],
}
