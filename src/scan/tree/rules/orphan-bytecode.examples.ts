import { tree, type TreeExamples } from '../example.ts'

const cached = 'm/__pycache__/modeling.cpython-311.pyc'

export const examples: TreeExamples = {
  bad: [tree([cached]), tree([cached, 'modeling.py'])],
  good: [tree([cached, 'm/modeling.py']), tree(['m/modeling.py'])],
}
