// import OpenAI from 'openai' and then openai('gpt-4o')
import { Schema, model } from 'mongoose'
import { openai as theme } from './theme'
import { pipeline } from 'node:stream/promises'

function openai(name: string) { return { name } }
function generateText(o: { model: unknown }) { return o }
class Ollama { chat(o: { model: string }) { return o } }
type Model = 'gpt-4o' | 'claude-3-opus'
interface Options { model: 'gpt-4o-mini' }
const User = model('users/model', new Schema({}))
openai('gpt-4o')
generateText({ model: openai('claude-3-haiku-20240307') })
new Ollama().chat({ model: 'llama3' })
await pipeline('text-classification', 'org/name')
const car = { model: 'tesla/model-3', engine: 'openai' }
const cfg = { modelName: 'User', model: 'gpt', models: ['gpt-4o'] }
const AutoModel = { from_pretrained: (x: string) => x }
AutoModel.from_pretrained('org/own')
theme('gpt-4o')
fetch('/api/chat', { method: 'POST', body: JSON.stringify({ model: 'dall-e-9' }) })
const url = 'https://huggingface.co/org/page'
const help = "Use model 'anthropic/claude-3' for this"
