import { shardIndex, tree, type TreeExamples } from '../example.ts'

const first = 'model-00001-of-00002.safetensors'
const second = 'model-00002-of-00002.safetensors'
const index = shardIndex('model.safetensors.index.json', [first, second])

export const examples: TreeExamples = {
  bad: [
    tree([first, second, 'model-00003-of-00002.safetensors']),
    tree([first, second, 'model-00001-of-00009.safetensors'], index),
  ],
  good: [tree([first, second], index), tree([first, second, 'other-00001-of-00001.safetensors'], index)],
}
