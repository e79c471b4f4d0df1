import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { variableUse, type Variable } from './model-variable.ts'

function said(name: string, value: string, ...others: Variable[]): string | undefined {
  const use = variableUse({ name, value }, [{ name, value }, ...others])
  if (!use) return undefined
  const { thing } = use
  const what =
    thing.kind === 'api'
      ? `${thing.model.provider} ${thing.model.id}`
      : thing.kind === 'path'
        ? ''
        : thing.name
  return use.role ? `${what} (${use.role})` : what
}

describe('environment variables that name models', () => {
  it('by what they are called and hold', () => {
    assert.equal(said('OPENAI_MODEL', 'gpt-4o'), 'openai gpt-4o')
    assert.equal(said('EMBEDDING_MODEL', 'BAAI/bge-m3'), 'BAAI/bge-m3 (embedding)')
    assert.equal(said('RERANKER_MODEL_ID', 'BAAI/bge-reranker-base'), 'BAAI/bge-reranker-base (reranker)')
    assert.equal(said('AZURE_OPENAI_DEPLOYMENT', 'prod-chat'), 'azure-openai prod-chat')
    assert.equal(said('OLLAMA_MODEL', 'llama3'), 'ollama llama3')
    assert.equal(said('HF_DATASET', 'maker/data'), 'maker/data')
  })

  it('the address beside it says who serves it', () => {
    const local = { name: 'OPENAI_BASE_URL', value: 'http://gpu:8000/v1' }
    assert.equal(said('OPENAI_MODEL', 'maker/name-7b', local), 'maker/name-7b')
    assert.equal(said('OPENAI_MODEL', 'my-alias', local), undefined)
    const groq = { name: 'OPENAI_BASE_URL', value: 'https://api.groq.com/openai/v1' }
    assert.equal(said('OPENAI_MODEL', 'llama-3.1-8b-instant', groq), 'groq llama-3.1-8b-instant')
  })

  it('nothing else', () => {
    assert.equal(said('OPENAI_API_KEY', 'gpt-4o'), undefined)
    assert.equal(said('MODEL_PATH', 'maker/name-7b'), undefined)
    assert.equal(said('MODEL_TYPE', 'bert'), undefined)
    assert.equal(said('USER_MODEL', 'accounts/User'), undefined)
    assert.equal(said('MODEL', 'your-model'), undefined)
    assert.equal(said('HOME', 'maker/name-7b'), undefined)
  })
})
