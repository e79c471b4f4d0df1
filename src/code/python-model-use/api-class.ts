import { noteApiModel, noteService } from './api-model-use.ts'
import { embeddingAttributes } from './embedding.ts'
import { models } from './hub-loader.ts'
import { clientOf, providerOfName } from './provider-of.ts'
import { argumentTexts, spoken, type Recogniser, type Seen } from './seen.ts'
import type { Text } from './value.ts'

/** Frameworks whose classes wrap a provider's API. */
const FRAMEWORK =
  /^(?:langchain\w*|llama_index|haystack\w*|haystack_integrations|semantic_kernel|autogen\w*|ag2|crewai\w*|agno|phi|smolagents|pydantic_ai|dspy|camel|mem0|ragas|deepeval|google\.adk|strands|agents|llm_guard|guardrails|giskard|trulens\w*|chromadb|ell|marvin|controlflow|langgraph|griptape|swarm|letta|embedchain|txtai|vanna|pandasai|guidance|promptflow|beeai_framework|atomic_agents|burr|lagent|qwen_agent|metagpt|opentelemetry|llmware|weaviate|mcp_agent|openai_agents|browser_use|livekit|pipecat|nemoguardrails|dspy)\b/

const MODEL = [
  'model',
  'model_name',
  'model_id',
  'ai_model_id',
  'embedding_model',
  'embed_model',
  'llm_model',
  'id',
  'default_model',
  'repo_id',
  'modelId',
]
const DEPLOYMENT = [
  'azure_deployment',
  'deployment_name',
  'deployment',
  'engine',
  'azure_openai_deployment',
  'deployment_id',
]
/** Classes that have a model; the rest of a framework speaks of models, too. */
const HOLDS_MODEL =
  /Chat|LLM|LM$|^LM|Embed|Model$|Generator|Completion|Client$|Rerank|^(?:Azure)?OpenAI(?:Like|Responses|Multimodal)?$|^Anthropic$|^Claude$|^Gemini$|^Ollama$|^Groq$|^Mistral(?:AI)?$|^Cohere$|^Bedrock\w*$|^Vertex\w*$|^DeepSeek$|^Together$|^Fireworks$|^Perplexity$|^OpenRouter$|^Replicate$|^xAI$|^Nvidia$|^LiteLLM\w*$|^AwsBedrock$|^TogetherAI$|^Llm$|^GoogleGenerativeAI$|^GoogleGenAI$|^LMStudio$|Predictor|^STT$|^TTS$|Service$/
const NO_MODEL =
  /Agent|Parser|Toolkit|Callback|Loader|Error|Exception|Message|Prompt|Response|Request|Splitter|Tool$|Tools$|Function(?!EmbeddingFunction)s?$|Settings$|Params$|Config$|Format|Schema|Tracer|Handler|History|Memory|Retriever$|Chain$|Instrumentor|Usage/
const AGENT =
  /(?:^|\.)(?:\w*Agent|create_react_agent|create_agent|create_deep_agent|LM|LLM|LlmAgent|Swarm|create_supervisor|create_swarm|Model|Task|Crew|Runner|infer_model|LitellmModel|LiteLlm|ModelSettings)$/

/** Wrappers of frameworks: `ChatOpenAI(model="…")`, `crewai.LLM(model="openai/…")`, `Agent("openai:…")`. */
export const apiClass: Recogniser = (seen) => {
  const { call, last } = seen
  if (call.callee.kind !== 'ref' || !FRAMEWORK.test(call.name)) return false
  if (last.endsWith('EmbeddingFunction') || (HOLDS_MODEL.test(last) && !NO_MODEL.test(last)))
    return wrapper(seen)
  return AGENT.test(call.name) ? agent(seen) : false
}

function wrapper(seen: Seen): boolean {
  const { name } = seen.call
  const router = /litellm|LiteLLM|LiteLlm|^dspy\.|^crewai|AnyLLM|aisuite|^(?:agno|phi)\.models\.base/i.test(
    name,
  )
  const provider = router ? undefined : providerOfName(name)
  const says = `is called through ${spoken(seen)}`
  const role = /Embed/.test(seen.last)
    ? { role: 'embedding', attributes: embeddingAttributes(seen) }
    : /Rerank/.test(seen.last)
      ? { role: 'reranker' }
      : {}
  const client = clientOf(seen, provider)
  if (provider === 'hugging-face' && !client.endpoint) {
    models(seen, given(seen, true), [])
    return true
  }
  const names = given(seen, !name.startsWith('langchain'))
  const deployments = argumentTexts(seen, DEPLOYMENT)
  // Azure is asked for a deployment; which model that is, the model's own argument says.
  const texts = names.length > 0 ? names : deployments
  let found = false
  for (const text of texts)
    found = noteApiModel(seen, text, client, { says, prefixed: router || !provider, ...role }) || found
  if (
    !found &&
    client.provider &&
    provider &&
    /OpenAI|Anthropic|Chat|Embedding|Cohere|Mistral|Bedrock|Vertex|Gemini|Groq/.test(seen.last)
  )
    noteService(seen, client)
  return true
}

function given(seen: Seen, positional: boolean): Text[] {
  const named = argumentTexts(seen, MODEL)
  return named.length > 0 || !positional ? named : argumentTexts(seen, MODEL, 0)
}

/** The vendor whose framework it is, where ids come without one. */
const HOUSE: readonly (readonly [framework: RegExp, provider: string])[] = [
  [/^agents\./, 'openai'],
  [/^swarm\./, 'openai'],
  [/^google\.adk\./, 'google'],
  [/^strands\./, 'aws-bedrock'],
]

function agent(seen: Seen): boolean {
  const { name } = seen.call
  const says = `is called through ${spoken(seen)}`
  const house = HOUSE.find(([framework]) => framework.test(name))?.[1]
  const positional = /^(?:pydantic_ai|langgraph|langchain|dspy|crewai\.LLM)/.test(name) ? 0 : undefined
  for (const text of argumentTexts(
    seen,
    ['model', 'llm', 'model_name', 'model_id', 'function_calling_llm', 'manager_llm'],
    positional,
  )) {
    const prefixed = noteApiModel(
      seen,
      text,
      { provider: undefined, hidden: false },
      { says, prefixed: true },
    )
    if (!prefixed && house) noteApiModel(seen, text, { provider: house, hidden: false }, { says })
  }
  return true
}
