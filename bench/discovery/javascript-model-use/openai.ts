import OpenAI, { AzureOpenAI } from 'openai'
import type { ChatCompletion } from 'openai/resources'

const MODELS = { fast: 'gpt-4o-mini', smart: 'gpt-4o-2024-08-06' } as const
const DEFAULT = process.env.OPENAI_MODEL ?? 'gpt-4.1'
const SYSTEM_PROMPT = `You are a helpful assistant of the support team.
Answer briefly.`

const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY })
const azure = new AzureOpenAI({ endpoint: 'https://acme.openai.azure.com', deployment: 'support-gpt4', apiVersion: '2024-10-21' })
const groq = new OpenAI({ baseURL: 'https://api.groq.com/openai/v1', apiKey: process.env.GROQ })
const local = new OpenAI({ baseURL: 'http://localhost:11434/v1', apiKey: 'ollama' })
const vllm = new OpenAI({ baseURL: 'http://gpu-1:8000/v1', apiKey: 'none' })

export async function ask(question: string, model = DEFAULT): Promise<ChatCompletion> {
  // model: 'gpt-3.5-turbo' was too weak
  return client.chat.completions.create({
    model: MODELS.fast,
    messages: [{ role: 'system', content: SYSTEM_PROMPT }, { role: 'user', content: question }],
  })
}
export const think = (q: string, model = DEFAULT) => client.responses.create({ model, input: q })
export const smart = () => client.chat.completions.create({ model: MODELS.smart, messages: [] })
export const embed = (t: string[]) => client.embeddings.create({ model: 'text-embedding-3-small', input: t })
export const quick = () => groq.chat.completions.create({ model: 'llama-3.3-70b-versatile', messages: [] })
export const offline = () => local.chat.completions.create({ model: 'qwen2.5:7b', messages: [] })
export const own = () => vllm.chat.completions.create({ model: 'meta-llama/Llama-3.1-8B-Instruct', messages: [] })
export const unknown = (m: string) => client.chat.completions.create({ model: m, messages: [] })
