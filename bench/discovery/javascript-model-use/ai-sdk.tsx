'use client'
import { generateText, streamText, embed } from 'ai'
import { openai, createOpenAI } from '@ai-sdk/openai'
import { anthropic } from '@ai-sdk/anthropic'
import { google } from '@ai-sdk/google'
import { bedrock } from '@ai-sdk/amazon-bedrock'
import { createOpenRouter } from '@openrouter/ai-sdk-provider'
import { createOllama } from 'ollama-ai-provider'

const together = createOpenAI({ baseURL: 'https://api.together.xyz/v1', apiKey: '' })
const openrouter = createOpenRouter({ apiKey: process.env.K })
const ollama = createOllama()

export function Chat({ model }: { model: string }) {
  return <p title="openai('gpt-4')">model: gpt-4-32k</p>
}
export async function POST(req: Request) {
  const { text } = await generateText({ model: openai('gpt-4o'), system: 'You are a pirate, answer as one would.', prompt: 'x' })
  await streamText({ model: anthropic('claude-3-7-sonnet-latest'), messages: [] })
  await streamText({ model: google.languageModel('gemini-1.5-flash'), messages: [] })
  await streamText({ model: together('meta-llama/Llama-3.3-70B-Instruct-Turbo'), messages: [] })
  await streamText({ model: openrouter.chat('anthropic/claude-3.5-sonnet'), messages: [] })
  await streamText({ model: ollama('phi3'), messages: [] })
  await streamText({ model: bedrock('meta.llama3-1-70b-instruct-v1:0'), messages: [] })
  await generateText({ model: 'openai/gpt-5-mini', prompt: '' })
  await embed({ model: openai.embedding('text-embedding-3-large'), value: text })
}
