import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import { GoogleGenerativeAI as Gemini } from '@google/generative-ai'
import { Mistral } from '@mistralai/mistralai'
import { CohereClient } from 'cohere-ai'
import Groq from 'groq-sdk'
import Replicate from 'replicate'
import ollama from 'ollama'
import { HfInference } from '@huggingface/inference'
import { BedrockRuntimeClient, InvokeModelCommand, ConverseCommand } from '@aws-sdk/client-bedrock-runtime'

class Service {
  private readonly anthropic = new Anthropic()
  private gemini: GoogleGenAI
  constructor(private readonly hf: HfInference) {
    this.gemini = new GoogleGenAI({ apiKey: 'x' })
  }
  async run() {
    await this.anthropic.messages.create({
      model: 'claude-3-5-sonnet-20241022',
      max_tokens: 10,
      system: 'You translate everything into plain English.',
      messages: [],
    })
    await this.gemini.models.generateContent({ model: 'gemini-2.0-flash', contents: 'hi' })
    await new Gemini('k').getGenerativeModel({ model: 'gemini-1.5-pro-002' }).generateContent('x')
    await this.hf.textGeneration({ model: 'google/flan-t5-xxl', inputs: 'x' })
  }
}
await new Mistral().chat.complete({ model: 'mistral-large-latest', messages: [] })
const cohere = new CohereClient({})
await cohere.rerank({ model: 'rerank-english-v3.0', query: '', documents: [] })
await new Groq().chat.completions.create({ model: 'mixtral-8x7b-32768', messages: [] })
await new Replicate().run('meta/meta-llama-3-70b-instruct', { input: {} })
await ollama.chat({ model: 'llama3.2', messages: [] })
const bedrock = new BedrockRuntimeClient({ region: 'us-east-1' })
const modelId = 'anthropic.claude-3-haiku-20240307-v1:0'
await bedrock.send(new InvokeModelCommand({ modelId, body: '' }))
await bedrock.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [] }))
await fetch('https://api.openai.com/v1/chat/completions', {
  method: 'POST',
  headers: { Authorization: `Bearer ${process.env.KEY}` },
  body: JSON.stringify({ model: 'gpt-4-turbo-2024-04-09', messages: [] }),
})
