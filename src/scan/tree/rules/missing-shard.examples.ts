import { shardIndex, tree, type TreeExamples } from '../example.ts'

const first = 'm/model-00001-of-00002.safetensors'
const second = 'm/model-00002-of-00002.safetensors'
const index = shardIndex('m/model.safetensors.index.json', [
  'model-00001-of-00002.safetensors',
  'model-00002-of-00002.safetensors',
])

export const examples: TreeExamples = {
  bad: [tree([first], index), tree([first]), tree(['q-00002-of-00003.gguf', 'q-00003-of-00003.gguf'])],
  good: [tree([first, second], index), tree([first, second]), tree(['model.safetensors'])],
}
