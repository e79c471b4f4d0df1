import type { Rule } from '../../../model/rule.ts'
import { assessedAs, clip, locate } from '../drafts.ts'
import type { PickleFileFacts } from '../facts.ts'

export const contract: Rule<PickleFileFacts> = {
  id: 'pickle-contract',
  title: 'A known constructor is used as no framework uses it',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The name is on the allow-list, with what its pickles give to it. This stream gives it something else: an ' +
    '`OrderedDict` made of a string, a `__setstate__` planted in an attribute, a class or function changed in place, a ' +
    'distribution that carries source. Such pickles rely on the name being trusted while another module answers to it, ' +
    'or on a side of the constructor that nobody checks.',
  remedy: 'Do not load it; no framework writes this.',
  references: ['CWE-502', 'ShadowPickle (arXiv 2607.17503)'],
  *check(facts, path) {
    for (const { unproven } of assessedAs(facts, 'contract')) {
      const at = locate(path, unproven.at)
      yield {
        message: `${clip(unproven.says, 120)}: ${clip(unproven.code, 110)}`,
        at,
        evidence: [{ at, says: clip(unproven.says), excerpt: unproven.code }],
        seen: unproven.code,
      }
    }
  },
}
