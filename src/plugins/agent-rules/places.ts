/** Files that agents take as instructions, by where they lie. */
export interface RulesPlace {
  readonly client?: string
  readonly type: 'agent-instructions' | 'rules' | 'system-prompt' | 'template'
  /** What the file is, for its evidence. */
  readonly says: string
  readonly path: RegExp
}

const place = (type: RulesPlace['type'], says: string, path: RegExp, client?: string): RulesPlace => ({
  type,
  says,
  path,
  ...(client !== undefined && { client }),
})

/** Against the path with `/` before it. The first that fits counts. */
const RULES_PLACES: readonly RulesPlace[] = [
  place('agent-instructions', 'instructs agents', /\/AGENTS?(?:\.local|\.override)?\.md$/),
  place('agent-instructions', 'instructs Claude Code', /\/CLAUDE(?:\.local)?\.md$/, 'Claude Code'),
  place('agent-instructions', 'instructs Gemini CLI', /\/GEMINI\.md$/, 'Gemini CLI'),
  place('agent-instructions', 'instructs Qwen Code', /\/QWEN\.md$/, 'Qwen Code'),
  place('agent-instructions', 'instructs Crush', /\/CRUSH\.md$/, 'Crush'),
  place('agent-instructions', 'instructs Warp', /\/WARP\.md$/, 'Warp'),
  place('agent-instructions', 'instructs Goose', /\/\.goosehints$/, 'Goose'),
  place('agent-instructions', 'instructs Copilot', /\/\.github\/copilot-instructions\.md$/, 'GitHub Copilot'),
  place(
    'rules',
    'holds instructions for Copilot',
    /\/\.github\/instructions\/.+\.instructions\.md$/,
    'GitHub Copilot',
  ),
  place('template', 'is a prompt for Copilot', /\/\.github\/prompts\/.+\.prompt\.md$/, 'GitHub Copilot'),
  place(
    'system-prompt',
    'defines an agent of Copilot',
    /\/\.github\/(?:agents|chatmodes)\/.+\.md$|\.chatmode\.md$/,
    'GitHub Copilot',
  ),
  place('rules', 'holds rules for Cursor', /\/\.cursorrules$|\/\.cursor\/rules\/.+\.mdc?$/, 'Cursor'),
  place('template', 'is a command of Cursor', /\/\.cursor\/commands\/.+\.md$/, 'Cursor'),
  place('rules', 'holds rules for Windsurf', /\/\.windsurfrules$|\/\.windsurf\/rules\/.+\.md$/, 'Windsurf'),
  place('template', 'is a workflow of Windsurf', /\/\.windsurf\/workflows\/.+\.md$/, 'Windsurf'),
  place('rules', 'holds rules for Cline', /\/\.clinerules(?:\/.+\.(?:md|txt))?$/, 'Cline'),
  place(
    'rules',
    'holds rules for Roo Code',
    /\/\.roorules(?:-[\w-]+)?$|\/\.roo\/rules(?:-[\w-]+)?\/.+\.(?:md|txt)$/,
    'Roo Code',
  ),
  place('rules', 'holds rules for Kilo Code', /\/\.kilocode\/rules(?:-[\w-]+)?\/.+\.md$/, 'Kilo Code'),
  place('rules', 'holds steering for Kiro', /\/\.kiro\/steering\/.+\.md$/, 'Kiro'),
  place('rules', 'holds rules for Amazon Q', /\/\.amazonq\/rules\/.+\.md$/, 'Amazon Q'),
  place(
    'rules',
    'holds rules for Continue',
    /\/\.continue\/rules\/.+\.(?:md|ya?ml)$|\/\.continuerules$/,
    'Continue',
  ),
  place('rules', 'holds rules for Zed', /\/\.rules$/, 'Zed'),
  place('rules', 'holds rules for Trae', /\/\.trae\/rules\/.+\.md$/, 'Trae'),
  place('rules', 'holds rules for Augment', /\/\.augment(?:-guidelines|\/rules\/.+\.md)$/, 'Augment'),
  place('agent-instructions', 'instructs Junie', /\/\.junie\/guidelines\.md$/, 'JetBrains Junie'),
  place('rules', 'holds rules for Claude Code', /\/\.claude\/rules\/.+\.md$/, 'Claude Code'),
  place('system-prompt', 'defines an agent of Claude Code', /\/\.claude\/agents\/.+\.md$/, 'Claude Code'),
  place('template', 'is a command of Claude Code', /\/\.claude\/commands\/.+\.md$/, 'Claude Code'),
  place('rules', 'sets the style of Claude Code', /\/\.claude\/output-styles\/.+\.md$/, 'Claude Code'),
  place('template', 'is a prompt of Codex', /\/\.codex\/prompts\/.+\.md$/, 'Codex'),
  place('system-prompt', 'defines an agent of opencode', /\/\.?opencode\/agents?\/.+\.md$/, 'opencode'),
  place('template', 'is a command of opencode', /\/\.?opencode\/commands?\/.+\.md$/, 'opencode'),
  place('template', 'is a command of Gemini CLI', /\/\.gemini\/commands\/.+\.toml$/, 'Gemini CLI'),
]

/** Folders of plugins: documentation may have the same names, so that only front matter makes these what they are. */
const MARKED_PLACES: readonly RulesPlace[] = [
  place('system-prompt', 'defines an agent', /\/agents\/[^/]+\.md$/),
  place('template', 'is a command for agents', /\/commands\/(?:[^/]+\/)?[^/]+\.md$/),
]

export function rulesPlace(
  path: string,
): { readonly place: RulesPlace; readonly marked: boolean } | undefined {
  const full = `/${path}`
  const found = RULES_PLACES.find((p) => p.path.test(full))
  if (found) return { place: found, marked: false }
  const marked = MARKED_PLACES.find((p) => p.path.test(full))
  return marked && { place: marked, marked: true }
}
