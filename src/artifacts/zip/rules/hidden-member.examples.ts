import type { RuleExamples } from '../../../model/rule.ts'
import { zipExample } from '../../../bytes/zip/zip-example.ts'

const shown = { name: 'shown.txt', data: 'shown' }

export const examples: RuleExamples = {
  bad: [
    { path: 'hidden.zip', bytes: zipExample([shown, { name: 'hidden.pkl', data: 'N.', hidden: true }]) },
    { path: 'first.zip', bytes: zipExample([{ name: 'hidden.pkl', data: 'N.', hidden: true }, shown]) },
    {
      path: 'slack.zip',
      bytes: zipExample([{ ...shown, after: Buffer.from('between members') }, { name: 'b' }]),
    },
    { path: 'behind.zip', bytes: zipExample([shown], { trailing: Buffer.from('behind the archive') }) },
  ],
  good: [
    { path: 'plain.zip', bytes: zipExample([shown]) },
    {
      path: 'padded.zip',
      bytes: zipExample([
        { ...shown, after: Buffer.alloc(64) },
        { name: 'b', data: 'b' },
      ]),
    },
    { path: 'comment.zip', bytes: zipExample([shown], { comment: Buffer.from('a comment') }) },
  ],
}
