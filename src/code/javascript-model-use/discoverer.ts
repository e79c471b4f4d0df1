import type { Context } from '../../model/context.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import { overLimit } from '../../model/read-error.ts'
import { serviceSubject } from '../../names/known-service.ts'
import { mention, sightingOf, type Mention } from '../../names/mention.ts'
import { useMentions } from '../../names/model-mention.ts'
import { javascriptGrammar, parseJavascript } from '../../syntax/javascript/parser.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { addressOf, libraryCall, optionTexts, type LibraryCall } from './calls.ts'
import { clientLibrary, vectorStoreTitle } from './clients.ts'
import { texts } from './evaluate.ts'
import { modelUses } from './model-uses.ts'
import { readProgram, type Program } from './program.ts'
import { promptsOf, type Prompt } from './prompts.ts'
import { constantUses, requestUses } from './requests.ts'

const MAX_SOURCE = 1024 * 1024
/** Messages and templates: what a model is told. */
const PROMPT_MODULE = /^@langchain\/core\/(?:messages|prompts)|^langchain\/(?:schema|prompts)/
const MAX_MENTIONS = 5_000
const SOURCE = /\.(?:[mc]?[jt]s|[jt]sx)$/
/** Bundles and the code of dependencies are somebody else's. */
const NOT_OWN =
  /(?:^|\/)(?:node_modules|bower_components|\.next|\.nuxt|\.output)\/|\.min\.[mc]?js$|\.d\.[mc]?ts$|[.-]bundle\.js$/
/** Parsing is what costs: files without any of these words name nothing. */
const TELLING =
  /openai|anthropic|mistral|cohere|groq|together-ai|replicate|ollama|huggingface|@xenova|@google\/gen|vertexai|bedrock|@ai-sdk|langchain|llamaindex|voyageai|cerebras|@azure|openrouter|lmstudio|genkit|mastra|pinecone|qdrant|chroma|weaviate|milvus|lancedb|vectordb|faiss|@upstash\/vector|['"`]ai['"`]|gpt-|claude-|gemini-|text-embedding-|command-r|\.AI\.run|litellm/

export const javascriptModelUse: Discoverer<readonly Mention[]> = {
  id: 'javascript-model-use',
  title: 'Models in JavaScript and TypeScript',
  preparation: javascriptGrammar,
  claims({ path, name, text, size }) {
    if (text === undefined || !SOURCE.test(name) || NOT_OWN.test(path)) return false
    // A longer file may name them further down.
    return size > 64 * 1024 || TELLING.test(text)
  },
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_SOURCE, ctx.limits.structureBytes))
      throw overLimit(`a source of ${bytes.size} bytes`)
    const text = bytes.read(0, bytes.size).toString('utf8')
    if (!TELLING.test(text)) return
    yield { kind: 'facts', facts: sourceMentions(text, path, ctx) }
  },
  *sightings(mentions, path) {
    for (const seen of mentions) yield sightingOf(seen, path)
  },
}

function sourceMentions(text: string, path: string, ctx: Context): Mention[] {
  const tree = parseJavascript(text, ctx)
  if (!tree) return []
  const program = readProgram(tree, text, ctx)
  const out: Mention[] = []
  const lines = new Set<string>()
  const prompts = new Map<number, Prompt>()
  for (const place of program.calls) {
    ctx.checkpoint()
    if (out.length > MAX_MENTIONS) break
    const call = libraryCall(program, place)
    for (const { use, line } of call ? modelUses(program, call) : requestUses(program, place)) {
      if (use.thing.kind === 'api') lines.add(`${line} ${use.thing.model.id}`)
      out.push(...useMentions(use, line))
    }
    if (!call) continue
    for (const { use, line } of requestUses(program, place)) out.push(...useMentions(use, line))
    out.push(...storeMentions(program, call))
    if (clientLibrary(call.module) || PROMPT_MODULE.test(call.module))
      for (const prompt of promptsOf(program, call)) prompts.set(prompt.line, prompt)
  }
  for (const { use, line } of constantUses(program, tree, () => ctx.checkpoint()))
    // What a call took from there was seen already.
    if (use.thing.kind === 'api' && !lines.has(`${line} ${use.thing.model.id}`))
      out.push(...useMentions(use, line))
  return [...out.slice(0, MAX_MENTIONS), ...promptMentions(prompts, path)]
}

function promptMentions(prompts: ReadonlyMap<number, Prompt>, path: string): Mention[] {
  let unnamed = 0
  return Array.from(prompts.values(), ({ name: constant, line, content }) => {
    if (constant === undefined) unnamed++
    const name = constant ?? (unnamed > 1 ? `system prompt ${unnamed}` : 'system prompt')
    const told = mention({ by: 'name', kind: 'prompt', registry: path, name }, line, 'is handed to a model', [
      { name: 'prompt-type', value: 'system-prompt', status: 'inferred' },
    ])
    return content === undefined ? told : { ...told, content }
  })
}

function storeMentions(program: Program, call: LibraryCall): Mention[] {
  const title = vectorStoreTitle(call.module, call.path)
  if (title === undefined) return []
  const options = addressOf(program, call.arguments) ?? urlOf(program, call)
  const address = options?.text
  const endpoint =
    address !== undefined && /^(?:https?|grpc|redis|rediss|postgres(?:ql)?):\/\//.test(address)
      ? withoutCredentials(address)
      : undefined
  return [
    mention(
      serviceSubject(title),
      program.line(call.node.start),
      `is opened by a client of ${call.module.slice(0, 60)}`,
      [
        { name: 'service-type', value: 'vector-store', status: 'inferred' },
        ...(endpoint ? [{ name: 'endpoint' as const, value: endpoint }] : []),
      ],
    ),
  ]
}

function urlOf(program: Program, call: LibraryCall): { text?: string } | undefined {
  for (const argument of call.arguments.slice(0, 1)) {
    const [text] = texts(program, argument)
    if (text) return { text: text.value }
  }
  const [found] = optionTexts(program, call.arguments, ['url', 'path', 'address', 'uri'])
  return found && { text: found.value }
}
