/** Stands for what a template puts in: it is part of no name. */
const PLACEHOLDER = '{template}'

/**
 * A template as a document that YAML takes: lines that only steer are blank, what is put into a line is one word
 * that names nothing. Lines stay where they are. What does not come to YAML then is not read.
 */
export function withoutActions(text: string): string {
  return text
    .replaceAll(/\{\{-?\s*\/\*[^]*?\*\/\s*-?\}\}/g, (comment) => '\n'.repeat(comment.split('\n').length - 1))
    .split('\n')
    .map((line) => {
      if (!line.includes('{{')) return line
      if (/^\s*(?:\{\{[^{}]*\}\}\s*)+$/.test(line)) return ''
      return line.replaceAll(/"?\{\{[^{}]*\}\}"?/g, (found) =>
        found.startsWith('"') && found.endsWith('"') ? `"${PLACEHOLDER}"` : 'TEMPLATE$',
      )
    })
    .join('\n')
}
