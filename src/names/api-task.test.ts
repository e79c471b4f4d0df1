import assert from 'node:assert/strict'
import { it } from 'node:test'
import { taskOfCall } from './api-task.ts'

const CALLS: readonly (readonly [call: string, task: string | undefined])[] = [
  ['openai.OpenAI().chat.completions.create', 'text-generation'],
  ['client.responses.parse', 'text-generation'],
  ['anthropic.Anthropic().messages.stream', 'text-generation'],
  ['openai.ChatCompletion.create', 'text-generation'],
  ['litellm.acompletion', 'text-generation'],
  ['langchain_openai.ChatOpenAI', 'text-generation'],
  ['client.models.generate_content', 'text-generation'],
  ['generateText', 'text-generation'],
  ['client.embeddings.create', 'feature-extraction'],
  ['langchain_openai.OpenAIEmbeddings', 'feature-extraction'],
  ['client.models.embed_content', 'feature-extraction'],
  ['cohere.Client().rerank', 'text-ranking'],
  ['client.images.generate', 'text-to-image'],
  ['client.audio.transcriptions.create', 'automatic-speech-recognition'],
  ['client.audio.speech.create', 'text-to-speech'],
  ['client.moderations.create', 'text-classification'],
  ['client.messages.count_tokens', undefined],
  ['client.fine_tuning.jobs.create', undefined],
  ['client.invoke_model', undefined],
  ['crewai.Agent', undefined],
  ['chatbot.Client', undefined],
]

for (const [call, task] of CALLS)
  it(`${call} asks for ${task ?? 'anything'}`, () => assert.equal(taskOfCall(call), task))
