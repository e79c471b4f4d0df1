import { ChatOpenAI, OpenAIEmbeddings, AzureChatOpenAI } from '@langchain/openai'
import { ChatAnthropic } from '@langchain/anthropic'
import { ChatOllama } from '@langchain/ollama'
import { HuggingFaceTransformersEmbeddings } from '@langchain/community/embeddings/hf_transformers'
import { QdrantVectorStore } from '@langchain/qdrant'
import { Chroma } from '@langchain/community/vectorstores/chroma'
import { initChatModel } from 'langchain/chat_models/universal'
import { SystemMessage } from '@langchain/core/messages'
import { pipeline, env, AutoTokenizer, AutoModel } from '@xenova/transformers'
import { Pinecone } from '@pinecone-database/pinecone'
import { OpenAI as LlamaOpenAI, Settings } from 'llamaindex'

const llm = new ChatOpenAI({ modelName: 'gpt-3.5-turbo-0125', temperature: 0 })
const deepseek = new ChatOpenAI({ model: 'deepseek-chat', configuration: { baseURL: 'https://api.deepseek.com/v1' } })
const azure = new AzureChatOpenAI({ azureOpenAIApiDeploymentName: 'prod-gpt-4o' })
const claude = new ChatAnthropic({ model: 'claude-3-opus-20240229' })
const local = new ChatOllama({ model: 'mistral', baseUrl: 'http://localhost:11434' })
const emb = new OpenAIEmbeddings({ model: 'text-embedding-ada-002' })
const hf = new HuggingFaceTransformersEmbeddings({ model: 'Xenova/all-MiniLM-L6-v2' })
const any = await initChatModel('gemini-1.5-pro', { modelProvider: 'google-genai' })
await llm.invoke([new SystemMessage('You rewrite questions so that they stand alone.')])
await QdrantVectorStore.fromExistingCollection(emb, { url: 'https://user:secret@qdrant.internal:6333', collectionName: 'docs' })
const store = await Chroma.fromDocuments([], emb, {})
const pc = new Pinecone({ apiKey: process.env.PINECONE })
const classify = await pipeline('text-classification', 'Xenova/distilbert-base-uncased-finetuned-sst-2-english', { revision: 'main', quantized: true })
const tok = await AutoTokenizer.from_pretrained('Xenova/bge-small-en-v1.5')
const modelName = 'mixedbread-ai/mxbai-embed-xsmall-v1'
const m = await AutoModel.from_pretrained(modelName, { revision: '0123456789abcdef0123456789abcdef01234567', dtype: 'q8' })
Settings.llm = new LlamaOpenAI({ model: 'gpt-4-turbo' })
