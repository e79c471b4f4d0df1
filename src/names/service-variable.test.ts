import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { serviceAddress } from './service-variable.ts'

describe('addresses of services in settings', () => {
  const cases: readonly (readonly [key: string, value: string, found?: string])[] = [
    ['QDRANT_URL', 'http://qdrant:6333', 'Qdrant http://qdrant:6333'],
    ['RAG_QDRANT__URL', 'https://u:secret@q.example:6333', 'Qdrant https://q.example:6333 authenticated'],
    ['qdrant.url', 'qdrant:6333', 'Qdrant qdrant:6333'],
    ['chroma_db_host', 'chroma.internal:8000', 'Chroma chroma.internal:8000'],
    ['OLLAMA_BASE_URL', 'http://ollama:11434/', 'Ollama http://ollama:11434/'],
    ['VLLM_API_BASE', 'http://vllm:8000/v1', 'vLLM http://vllm:8000/v1'],
    ['MLFLOW_TRACKING_URI', 'http://mlflow:5000', 'MLflow http://mlflow:5000'],
    ['MLFLOW_TRACKING_URI', 'sqlite:///mlflow.db'],
    ['OLLAMA_HOST', '0.0.0.0:11434'],
    ['QDRANT_HOST', 'qdrant'],
    ['QDRANT_URL', 'https://your-cluster.example'],
    ['QDRANT_URL', 'http://${HOST}:6333'],
    ['QDRANT_URL', ':memory:'],
    ['QDRANT_API_KEY', 'http://secret:1'],
    ['QDRANT_COLLECTION', 'a:80'],
    ['REDIS_URL', 'redis://redis:6379'],
    ['DATABASE_URL', 'http://db:1'],
    ['url', 'http://a:1'],
  ]
  for (const [key, value, expected] of cases)
    it(`${key}=${value}`, () => {
      const found = serviceAddress(key, value)
      const text =
        found && `${found.service.title} ${found.endpoint}${found.authenticated ? ' authenticated' : ''}`
      assert.equal(text, expected)
    })
})
