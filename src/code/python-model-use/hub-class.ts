import type { AttributeDraft } from '../../names/mention.ts'
import { embeddingAttributes } from './embedding.ts'
import { libraryOf, models } from './hub-loader.ts'
import { argument, argumentTexts, type Recogniser } from './seen.ts'
import { eachOf, text as textValue } from './value.ts'

interface HubClass {
  readonly name: RegExp
  readonly keywords: readonly string[]
  /** Whether the first positional argument is the model. */
  readonly positional: boolean
  readonly role?: string
}

const MODEL = ['model_name_or_path', 'model_name', 'model', 'model_id', 'repo_id', 'model_path']

/** Classes and functions that load a model of the hub when they are made. By the last part of their name. */
const CLASSES: readonly HubClass[] = [
  {
    name: /^(?:SentenceTransformer|SparseEncoder|FlagModel|BGEM3FlagModel|FlagLLMModel|FlagICLModel|INSTRUCTOR|TextEmbedding|SparseTextEmbedding|LateInteractionTextEmbedding|ImageEmbedding|StaticModel)$/,
    keywords: MODEL,
    positional: true,
    role: 'embedding',
  },
  {
    name: /^(?:CrossEncoder|FlagReranker|FlagLLMReranker|LayerWiseFlagLLMReranker|TextCrossEncoder|SentenceTransformerRerank|FlagEmbeddingReranker|HuggingFaceCrossEncoder|TransformersSimilarityRanker|SentenceTransformersSimilarityRanker|SentenceTransformersDiversityRanker)$/,
    keywords: MODEL,
    positional: true,
    role: 'reranker',
  },
  {
    name: /^(?:HuggingFace\w*Embeddings?|SentenceTransformer\w*Embeddings?|FastEmbed\w*|SentenceTransformerEmbeddingFunction|HuggingFaceEmbeddingFunction|InstructorEmbeddingFunction|SentenceTransformers(?:Text|Document|Sparse\w*)Embedder|HuggingFaceTEI\w*|OptimumEmbedding|OpenVINOEmbeddings?|SentenceTransformerEmbedder)$/,
    keywords: MODEL,
    positional: true,
    role: 'embedding',
  },
  {
    name: /^(?:KeyBERT|BERTopic)$/,
    keywords: ['model', 'embedding_model'],
    positional: false,
    role: 'embedding',
  },
  {
    name: /^(?:HuggingFace(?:Hub|Endpoint|LLM|InferenceAPI|LocalGenerator|LocalChatGenerator|APIGenerator|TextGen\w*)|TransformersModel|InferenceClientModel|HfApiModel|HFModel|HFClientVLLM|VLLMModel|MLXModel|InferenceClient|AsyncInferenceClient|VLLM|VLLMOpenAI|CTransformers|SGLangEngine)$/,
    keywords: ['model_id', 'repo_id', 'model_name', 'model', 'tokenizer_name'],
    positional: true,
  },
  {
    name: /^(?:AsyncEngineArgs|EngineArgs|LLMEngineArgs|ServerArgs)$/,
    keywords: ['model', 'model_path'],
    positional: true,
  },
  { name: /^(?:WhisperModel|BatchedInferencePipeline)$/, keywords: ['model_size_or_path'], positional: true },
]

/** The same, where only the full name tells. */
const FULL: readonly HubClass[] = [
  { name: /^vllm(?:\.\w+)*\.LLM$|^LLM$/, keywords: ['model'], positional: true },
  {
    name: /^(?:sglang|sgl)(?:\.\w+)*\.(?:Engine|Runtime)$/,
    keywords: ['model_path', 'model'],
    positional: true,
  },
  { name: /^(?:mlx_lm|mlx_vlm)(?:\.\w+)*\.load$/, keywords: ['path_or_hf_repo'], positional: true },
  {
    name: /^outlines\.(?:models\.)?(?:transformers|vllm|mlxlm|exllamav2|from_transformers)$/,
    keywords: ['model_name'],
    positional: true,
  },
  { name: /^guidance\.models\.Transformers$/, keywords: ['model'], positional: true },
  { name: /^(?:tensorrt_llm)(?:\.\w+)*\.LLM$/, keywords: ['model'], positional: true },
  { name: /^gliner\.\w+\.from_pretrained$/, keywords: ['model_id'], positional: true },
  {
    name: /^(?:colbert|pylate)(?:\.\w+)*\.(?:ColBERT|Checkpoint)$/,
    keywords: ['model_name_or_path', 'name'],
    positional: true,
    role: 'retrieval',
  },
]

/** faster-whisper downloads its sizes from repositories of one organisation. */
const WHISPER_SIZE = /^(?:tiny|base|small|medium)(?:\.en)?$|^large-v[123]$/

export const hubClass: Recogniser = (seen) => {
  if (/^(?:gradio|gr)\.(?:load|Interface\.load)$/.test(seen.call.name)) {
    const texts = argumentTexts(seen, ['name'], 0)
    models(
      seen,
      texts.flatMap((t) =>
        /^(?:models|huggingface)\//.test(t.text) ? [{ ...t, text: t.text.replace(/^\w+\//, '') }] : [],
      ),
      [],
    )
    return true
  }
  const { last, before, call } = seen
  const found = FULL.find(({ name }) => name.test(call.name)) ?? CLASSES.find(({ name }) => name.test(last))
  if (!found || before.includes('()') || call.callee.kind === 'class' || call.callee.kind === 'function')
    return false
  // `LLM` is a class of several agent frameworks, too: its bare name alone says nothing.
  if (call.name === 'LLM' && !seen.evaluator.program.imports.has('vllm')) return false
  const attributes: AttributeDraft[] = libraryOf(seen)
  if (found.role) attributes.push({ name: 'role', value: found.role, status: 'inferred' })
  if (found.role === 'embedding') attributes.push(...embeddingAttributes(seen))
  const texts = argumentTexts(seen, found.keywords, found.positional ? 0 : undefined)
  if (last === 'WhisperModel')
    models(
      seen,
      texts.map((t) => (WHISPER_SIZE.test(t.text) ? { ...t, text: `Systran/faster-whisper-${t.text}` } : t)),
      attributes,
    )
  else models(seen, texts, attributes)
  for (const nested of eachOf(argument(seen, ['api_params'])))
    if (nested.kind === 'dict')
      models(
        seen,
        eachOf(nested.entries.get('model') ?? textValue('')).filter((v) => v.kind === 'text'),
        attributes,
      )
  return true
}
