import type { RuleExamples } from '../../../model/rule.ts'
import { tarExample } from '../../../bytes/tar/tar-example.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'up.tar', bytes: tarExample([{ name: '../../etc/profile', data: 'x' }]) },
    { path: 'root.tar', bytes: tarExample([{ name: '/etc/profile', data: 'x' }]) },
    { path: 'link.tar', bytes: tarExample([{ name: 'a/l', type: '2', link: '../../etc' }]) },
    { path: 'hard.tar', bytes: tarExample([{ name: 'a', type: '1', link: '/etc/shadow' }]) },
    {
      path: 'through.tar',
      bytes: tarExample([
        { name: 'a', type: '2', link: 'b' },
        { name: 'a/c', data: 'x' },
      ]),
    },
  ],
  good: [
    {
      path: 'plain.tar',
      bytes: tarExample([
        { name: './a/b', data: 'x' },
        { name: './a/l', type: '2', link: '../c' },
        { name: 'h', type: '1', link: './a/b' },
      ]),
    },
  ],
}
