import type { RuleExamples } from '../../../model/rule.ts'
import { zipExample } from '../../../bytes/zip/zip-example.ts'

const LINK = 0o120777

export const examples: RuleExamples = {
  bad: [
    { path: 'up.zip', bytes: zipExample([{ name: 'a/../../b', data: 'b' }]) },
    { path: 'windows.zip', bytes: zipExample([{ name: 'a\\..\\..\\b', data: 'b' }]) },
    { path: 'root.zip', bytes: zipExample([{ name: '/etc/profile', data: 'b' }]) },
    { path: 'drive.zip', bytes: zipExample([{ name: 'C:\\b', data: 'b' }]) },
    { path: 'nul.zip', bytes: zipExample([{ name: 'data.pkl\0.txt', data: 'b' }]) },
    { path: 'link.zip', bytes: zipExample([{ name: 'a/link', data: '../../etc', mode: LINK }]) },
  ],
  good: [
    {
      path: 'plain.zip',
      bytes: zipExample([
        { name: 'a/..b/c..', data: 'c' },
        { name: 'a\\b.txt', data: 'b' },
      ]),
    },
    { path: 'link.zip', bytes: zipExample([{ name: 'a/link', data: '../b', mode: LINK }]) },
  ],
}
