export const DEFAULT_MODEL = process.env.MODEL || 'claude-sonnet-4-20250514'
export const config = {
  chat: { model: 'gpt-4o-mini', temperature: 0.2 },
  embeddingModel: 'voyage-3-large',
  dataModel: 'users',
  labels: { 'gpt-4o': 'GPT-4o' },
}
