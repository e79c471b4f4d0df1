import type { Example, RuleExamples } from '../../model/rule.ts'

function manifest(...names: readonly string[]): Example {
  const dependencies = Object.fromEntries(names.map((name) => [name, '^1.0.0']))
  return { path: 'package.json', bytes: Buffer.from(JSON.stringify({ name: 'app', dependencies })) }
}

export const examples: RuleExamples = {
  bad: [
    manifest('@modelcontext-protocol/server-github'),
    manifest('@modelcontextprotocoI/server-slack'.toLowerCase()),
    manifest('modelcontextprotocol-server-filesystem'),
    manifest('server-postgres'),
    manifest('@somebody/server-puppeteer'),
    manifest('anthropic-ai-sdk'),
  ],
  good: [
    manifest('@modelcontextprotocol/server-github', '@modelcontextprotocol/sdk', '@anthropic-ai/sdk'),
    manifest('@playwright/mcp', '@sentry/mcp-server', 'express', '@acme/core', 'react', '@acme/mcp-server'),
  ],
}
