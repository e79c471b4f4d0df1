/** How a client keeps its servers. */
interface ClientFile {
  readonly client: string
  /** Against the path with `/` before it. */
  readonly path: RegExp
  /**
   * Where the servers are, when it is not one of the keys that are found anywhere: `servers` of VS Code; the whole
   * document, for it may be a map of servers itself.
   */
  readonly servers?: 'servers' | 'document' | 'extensions' | 'mcp'
}

const VSCODE = String.raw`(?:Code(?: - Insiders)?|VSCodium|Cursor|Windsurf)/User`

/** Files that are of one client alone. What several clients share stands below. */
const CLIENT_FILES: readonly ClientFile[] = [
  { client: 'Claude Desktop', path: /\/claude_desktop_config(?:\.\w+)?\.json$/i },
  { client: 'Claude Code', path: /\/\.claude\.json$/ },
  { client: 'Claude Code', path: /\/\.claude\/settings(?:\.local)?\.json$/ },
  { client: 'Claude Code', path: /\/managed-(?:mcp|settings)\.json$/, servers: 'document' },
  { client: 'Claude Code', path: /\/\.claude\/mcp\.json$/, servers: 'document' },
  { client: 'Claude Code', path: /\/hooks\/hooks\.json$/ },
  { client: 'Cursor', path: /\/\.cursor\/mcp\.json$/ },
  { client: 'VS Code', path: /\/\.vscode\/mcp\.json$/, servers: 'servers' },
  { client: 'VS Code', path: /\/\.vscode\/settings\.json$/ },
  {
    client: 'VS Code',
    path: new RegExp(String.raw`/(?:Code(?: - Insiders)?|VSCodium)/User/(?:profiles/[^/]+/)?mcp\.json$`),
    servers: 'servers',
  },
  {
    client: 'VS Code',
    path: new RegExp(String.raw`/(?:Code(?: - Insiders)?|VSCodium)/User/(?:profiles/[^/]+/)?settings\.json$`),
  },
  { client: 'VS Code', path: /\.code-workspace$/ },
  { client: 'VS Code', path: /\/\.?devcontainer(?:\/[^/]+)?\/devcontainer\.json$|\/\.devcontainer\.json$/ },
  { client: 'Visual Studio', path: /\/\.vs\/mcp\.json$/, servers: 'servers' },
  { client: 'Copilot CLI', path: /\/\.copilot\/(?:mcp-config|config)\.json$/ },
  {
    client: 'Windsurf',
    path: /\/\.(?:codeium\/)?windsurf\/mcp(?:_config)?\.json$|\/\.codeium\/mcp_config\.json$/,
  },
  { client: 'Zed', path: /\/\.?zed\/settings\.json$/i },
  { client: 'Antigravity', path: /\/\.gemini\/antigravity\/mcp_config\.json$/ },
  {
    client: 'Gemini CLI',
    path: /\/\.gemini\/settings\.json$|\/gemini-extension\.json$|\/gemini-cli\/settings\.json$/,
  },
  { client: 'Qwen Code', path: /\/\.qwen\/settings\.json$/ },
  { client: 'Codex', path: /\/\.?codex\/(?:[^/]+\.)?config\.toml$/i },
  {
    client: 'Continue',
    path: /\/\.continue\/(?:config\.(?:ya?ml|json)|(?:mcpServers|blocks|assistants|agents)\/.+\.(?:ya?ml|json))$/,
  },
  { client: 'Cline', path: /\/cline_mcp_settings\.json$/ },
  {
    client: 'Roo Code',
    path: new RegExp(
      String.raw`/${VSCODE}/globalStorage/rooveterinaryinc\.[^/]+/settings/[\w-]+\.json$|/\.roo/mcp\.json$`,
    ),
  },
  {
    client: 'Kilo Code',
    path: /\/\.kilocode\/mcp\.json$|\/kilocode\.kilo-code\/settings\/mcp_settings\.json$/,
  },
  { client: 'opencode', path: /\/(?:\.opencode\/|opencode\/)?opencode\.jsonc?$/, servers: 'mcp' },
  { client: 'Crush', path: /\/\.?crush\.json$/, servers: 'mcp' },
  { client: 'Goose', path: /\/goose\/config\.ya?ml$|\/\.goose\/config\.ya?ml$/, servers: 'extensions' },
  { client: 'Amp', path: /\/\.?amp\/settings\.jsonc?$/ },
  { client: 'Kiro', path: /\/\.kiro\/(?:settings\/mcp|agents\/[^/]+)\.json$/ },
  {
    client: 'Amazon Q',
    path: /\/\.?(?:aws\/)?amazonq\/(?:mcp|default|agents\/[^/]+|cli-agents\/[^/]+)\.json$/,
  },
  { client: 'LM Studio', path: /\/\.(?:cache\/)?lm-?studio\/mcp\.json$/ },
  { client: 'Kimi', path: /\/\.kimi\/mcp\.json$/ },
  { client: 'Factory', path: /\/\.factory\/mcp\.json$/ },
  { client: 'Qoder', path: /\/\.qoder\/(?:settings\/)?mcp\.json$/ },
  { client: 'Trae', path: /\/(?:\.trae|Trae\/User)\/mcp\.json$/ },
  { client: 'JetBrains Junie', path: /\/\.junie\/(?:mcp\/)?mcp\.json$/ },
  { client: 'Augment', path: /\/\.augment\/settings\.json$/ },
  { client: 'Warp', path: /\/\.warp\/mcp\.json$/ },
  { client: 'Mistral Vibe', path: /\/\.?vibe\/(?:config|agents\/[^/]+)\.toml$/ },
  { client: 'LibreChat', path: /\/librechat\.ya?ml$/ },
  { client: 'fast-agent', path: /\/fastagent\.(?:config|secrets)\.ya?ml$/ },
  { client: 'BoltAI', path: /\/\.boltai\/mcp\.json$/ },
  { client: 'Void', path: /\/\.void-editor\/mcp\.json$/ },
  // Read by Claude Code, and by others that follow it: the file alone does not tell.
  { client: '', path: /\/\.?mcp\.json$/, servers: 'document' },
  { client: '', path: /\/mcp[-_.](?:servers?|config|settings)\.(?:json|ya?ml)$/i, servers: 'document' },
]

const PROJECT_MCP = /\/\.mcp\.json$/

export interface Known {
  readonly clients: readonly string[]
  readonly servers?: ClientFile['servers']
  /** The name alone says that it is a configuration of servers. */
  readonly named: boolean
}

/** What the path tells. Separators of Windows have been turned before. */
export function knownFile(path: string): Known {
  const place = `/${path}`
  const file = CLIENT_FILES.find((f) => f.path.test(place))
  if (!file) return { clients: [], named: false }
  // Claude Code defined it, and is the one that is sure to read it.
  const client = file.client || (PROJECT_MCP.test(place) ? 'Claude Code' : '')
  return { clients: client ? [client] : [], ...(file.servers && { servers: file.servers }), named: true }
}
