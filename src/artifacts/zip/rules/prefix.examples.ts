import type { RuleExamples } from '../../../model/rule.ts'
import { zipExample } from '../../../bytes/zip/zip-example.ts'

export const examples: RuleExamples = {
  bad: [
    {
      path: 'front.bin',
      bytes: zipExample([{ name: 'a', data: 'a' }], { prefix: Buffer.from('in front of it') }),
    },
    {
      path: 'script.pyz',
      bytes: zipExample([{ name: 'a', data: 'a' }], { prefix: Buffer.from('#!/bin/sh\n') }),
    },
  ],
  good: [{ path: 'plain.zip', bytes: zipExample([{ name: 'a', data: 'a' }]) }],
}
