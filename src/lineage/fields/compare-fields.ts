import type { ModelFiles } from '../files/model-files.ts'
import type { FieldDifference } from '../verdict/derivation.ts'
import { chatTemplates, officialTemplates } from './chat-template.ts'
import { configurations, hyperparameters } from './hyperparameters.ts'
import { parseObject } from './json-object.ts'
import { specialTokens, tokenizerFields } from './tokenizer.ts'

/** Everything outside of the tensors that decides what a model says, field by field. */
export async function compareFields(
  candidate: ModelFiles,
  reference: ModelFiles,
): Promise<FieldDifference[]> {
  const [config, generation, tokenizer, tokenizerConfig] = await Promise.all(
    ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json'].map(async (name) =>
      parseObject(await reference.side(name)),
    ),
  )
  const templates = officialTemplates(await reference.side('chat_template.jinja'), tokenizerConfig)
  if (candidate.kind === 'gguf')
    return [
      ...hyperparameters(candidate, config),
      ...(await tokenizerFields(candidate, tokenizer)),
      ...specialTokens(candidate, [config, generation]),
      ...chatTemplates(candidate, templates),
    ]
  return [
    ...configurations(config, parseObject(await candidate.side('config.json'))),
    ...(await sameFiles(candidate, reference)),
  ]
}

const TEXTS = [
  'tokenizer.json',
  'tokenizer.model',
  'chat_template.jinja',
  'vocab.json',
  'merges.txt',
] as const

/** Files that a re-upload copies. One that only the candidate has is listed too: nobody official wrote it. */
async function sameFiles(candidate: ModelFiles, reference: ModelFiles): Promise<FieldDifference[]> {
  const pairs = await Promise.all(
    TEXTS.map(async (name) => ({
      name,
      own: await candidate.side(name),
      official: await reference.side(name),
    })),
  )
  return pairs.flatMap(({ name, own, official }): FieldDifference[] => {
    if (!own || !official || own.equals(official)) return []
    return [
      {
        area: name === 'chat_template.jinja' ? 'chat-template' : 'tokenizer',
        field: name,
        official: `${official.length} bytes`,
        candidate: `${own.length} bytes, other content`,
        weight: 'deviates',
      },
    ]
  })
}
