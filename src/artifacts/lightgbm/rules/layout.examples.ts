import type { Example, RuleExamples } from '../../../model/rule.ts'

function model(left: string): Example {
  const tree = `Tree=0\nnum_leaves=3\nnum_cat=0\nleft_child=${left}\nright_child=-2 -3\n`
  return {
    path: 'model.txt',
    bytes: Buffer.from(`tree\nversion=v4\nnum_class=1\ntree_sizes=90\n\n${tree}\nend of trees\n`),
  }
}

export const examples: RuleExamples = {
  bad: [model('1 -100000'), model('7 -1'), model('x -1')],
  good: [model('1 -1')],
}
