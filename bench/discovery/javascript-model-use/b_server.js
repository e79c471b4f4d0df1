import express from 'express'
import OpenAI from 'openai'
import { Ollama } from 'ollama'
import axios from 'axios'
import { InferenceClient } from '@huggingface/inference'
import { QdrantClient } from '@qdrant/js-client-rest'
import { ChromaClient, OpenAIEmbeddingFunction } from 'chromadb'
import weaviate from 'weaviate-client'

let openai
function getClient() {
  if (!openai) openai = new OpenAI()
  return openai
}
const makeOllama = () => new Ollama({ host: process.env.OLLAMA_HOST || 'http://127.0.0.1:11434' })
const defaults = { model: process.env.CHAT_MODEL || 'gpt-4o', temperature: 0 }

app.post('/chat', async (req, res) => {
  const { model = 'gpt-4o-mini' } = req.body
  const out = await getClient().chat.completions.create({ ...defaults, messages: [] })
  const other = await getClient().chat.completions.create({ model, messages: [] })
  const image = await getClient().images.generate({ model: 'dall-e-3', prompt: '' })
  const heard = await getClient().audio.transcriptions.create({ model: 'whisper-1', file: f })
  await makeOllama().generate({ model: 'deepseek-r1:7b', prompt: '' })
  await axios.post('https://openrouter.ai/api/v1/chat/completions', { model: 'mistralai/mistral-7b-instruct:free', messages: [] }, { headers: {} })
  await axios.post(`https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-flash-latest:generateContent?key=${KEY}`, {})
  const hf = new InferenceClient(process.env.HF)
  await hf.chatCompletion({ model: 'meta-llama/Llama-3.2-3B-Instruct', provider: 'novita', messages: [] })
  await hf.featureExtraction({ model: 'sentence-transformers/all-MiniLM-L6-v2', inputs: '' })
  const q = new QdrantClient({ url: process.env.QDRANT_URL ?? 'http://localhost:6333' })
  const c = new ChromaClient({ path: 'http://chroma:8000' })
  const fn = new OpenAIEmbeddingFunction({ openai_api_key: 'k', openai_model: 'text-embedding-3-small' })
  const w = await weaviate.connectToLocal()
  await db.collection('models').find({ model: 'gpt' })
})
