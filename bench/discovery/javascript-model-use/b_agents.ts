import { Agent, run, tool } from '@openai/agents'
import { Agent as MastraAgent } from '@mastra/core/agent'
import { openai } from "@ai-sdk/openai"
import { createAnthropic } from '@ai-sdk/anthropic'
import { customProvider, wrapLanguageModel, extractReasoningMiddleware } from 'ai'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import { z } from 'zod'

const Env = z.object({ MODEL: z.string().default('gpt-4.1-mini'), EMB: z.string().optional() })
enum Models { Small = 'gpt-4o-mini', Large = 'gpt-4o' }
const anthropic = createAnthropic({ baseURL: process.env.ANTHROPIC_BASE_URL })

const triage = new Agent({ name: 'Triage', instructions: 'Route the customer to the right desk.', model: 'gpt-5-nano' })
export const weather = new MastraAgent({ name: 'w', instructions: `You report the weather.`, model: 'anthropic/claude-sonnet-4-20250514' })
export const provider = customProvider({
  languageModels: {
    'chat-model': openai(Models.Small),
    'reasoning': wrapLanguageModel({ model: openai('o3-mini'), middleware: extractReasoningMiddleware({ tagName: 'think' }) }),
  },
})
const pick = (pro: boolean) => openai(pro ? 'gpt-4-turbo' : 'gpt-3.5-turbo')
ChatPromptTemplate.fromMessages([['system', 'Answer from the context only: {context}'], ['human', '{q}']])
await run(triage, 'hi')
export const x = anthropic('claude-3-5-haiku-latest')
const notModel = tool({ name: 'gpt-4', description: 'x', parameters: z.object({ model: z.string() }) })
