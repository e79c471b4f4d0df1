const list = (text: string): readonly string[] => text.trim().split(/\s+/)

/** The scope whose servers are run by their names in a thousand client configurations. */
export const OFFICIAL = 'modelcontextprotocol'

/** Servers that the protocol's own project publishes as `@modelcontextprotocol/server-…`. */
export const officialServers: ReadonlySet<string> = new Set(
  list(`
  everything filesystem memory sequential-thinking github gitlab gdrive google-maps postgres puppeteer redis slack
  brave-search everart aws-kb-retrieval map threejs pdf transcript system-monitor video-resource wiki-explorer
`),
)

/** Those that were only ever published elsewhere, and are asked for in this scope by mistake. */
export const serversElsewhere: ReadonlySet<string> = new Set(list('fetch git time sqlite sentry'))

/** Packages with a scope that others imitate without one, or under another. */
export const scopedNames: readonly string[] = list(`
  @modelcontextprotocol/sdk @modelcontextprotocol/inspector @modelcontextprotocol/inspector-cli
  @modelcontextprotocol/inspector-client @modelcontextprotocol/inspector-server @modelcontextprotocol/create-server
  @modelcontextprotocol/ext-apps
  @anthropic-ai/sdk @anthropic-ai/claude-code @anthropic-ai/claude-agent-sdk @anthropic-ai/mcpb @anthropic-ai/dxt
  @anthropic-ai/bedrock-sdk @anthropic-ai/vertex-sdk @anthropic-ai/tokenizer
  @openai/codex @openai/agents @openai/agents-core @openai/agents-realtime
  @google/genai @google/gemini-cli @google/generative-ai @google-cloud/vertexai @google-cloud/aiplatform
  @huggingface/transformers @huggingface/inference @huggingface/hub @huggingface/gguf @huggingface/mcp-client @xenova/transformers
  @ai-sdk/openai @ai-sdk/anthropic @ai-sdk/google @ai-sdk/react @ai-sdk/provider @ai-sdk/mistral @ai-sdk/azure @ai-sdk/groq
  @ai-sdk/xai @ai-sdk/cohere @ai-sdk/amazon-bedrock @ai-sdk/openai-compatible @ai-sdk/provider-utils @ai-sdk/ui-utils
  @langchain/core @langchain/openai @langchain/anthropic @langchain/community @langchain/langgraph @langchain/mcp-adapters
  @langchain/google-genai @langchain/ollama @langchain/textsplitters @langchain/langgraph-sdk
  @tensorflow/tfjs @tensorflow/tfjs-node @tensorflow/tfjs-core @tensorflow-models/coco-ssd
  @playwright/mcp @upstash/context7-mcp @sentry/mcp-server @notionhq/notion-mcp-server @stripe/mcp @azure/mcp
  @supabase/mcp-server-supabase @supabase/mcp-utils @cloudflare/mcp-server-cloudflare @browsermcp/mcp
  @executeautomation/playwright-mcp-server @agent-infra/mcp-server-filesystem @agent-infra/mcp-server-browser
  @agent-infra/mcp-server-commands @smithery/cli @smithery/sdk @composio/core @composio/mcp @mastra/core @mastra/mcp
  @browserbasehq/mcp-server-browserbase @browserbasehq/stagehand @brightdata/mcp @elastic/mcp-server-elasticsearch
  @heroku/mcp-server @hubspot/mcp-server @paypal/mcp @shopify/dev-mcp @mapbox/mcp-server @mongodb-js/mongodb-mcp-server
  @brave/brave-search-mcp-server @zilliz/mcp-server @qdrant/js-client-rest @pinecone-database/pinecone
  @pinecone-database/mcp @chroma-core/chroma @wonderwhy-er/desktop-commander @21st-dev/magic @tavily/core
  @e2b/mcp-server @e2b/code-interpreter @figma/code-connect @atlassian/mcp @gongrzhe/server-gmail-autoauth-mcp
  @github/copilot @github/spark @qwen-code/qwen-code @mistralai/mistralai @google-ai/generativelanguage @llamaindex/core
  @llamaindex/openai @vercel/ai @vercel/mcp-adapter @copilotkit/react-core @mlc-ai/web-llm @antv/mcp-server-chart
`)

/** Packages of the field without a scope. */
export const plainNames: readonly string[] = list(`
  openai anthropic langchain langsmith langfuse llamaindex ollama ai chromadb cohere-ai groq-sdk replicate tiktoken
  js-tiktoken gpt-tokenizer gpt-3-encoder onnxruntime-node onnxruntime-web onnxruntime-common fastmcp mcp-remote mcp-proxy
  mcp-framework mcp-handler mcp-use mcp-inspector supergateway firecrawl-mcp tavily-mcp exa-mcp-server figma-developer-mcp
  chrome-devtools-mcp playwright puppeteer kubernetes-mcp-server mongodb-mcp-server task-master-ai claude-flow
  mcp-server-kubernetes mcp-server-commands xcodebuildmcp desktop-commander n8n flowise promptfoo together-ai
  node-llama-cpp ml-matrix langgraph
`)

/** Publishers that have servers of their own under a scope that is theirs. */
export const knownScopes: ReadonlySet<string> = new Set([
  OFFICIAL,
  ...scopedNames.map((name) => name.slice(1, name.indexOf('/'))),
])
