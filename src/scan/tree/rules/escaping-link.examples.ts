import { tree, type TreeExamples } from '../example.ts'

export const examples: TreeExamples = {
  bad: [tree(['config.json'], { escapes: [{ path: 'tokenizer.json', target: '/etc/passwd' }] })],
  good: [tree(['config.json'])],
}
