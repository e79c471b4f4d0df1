import { visible } from '../text/visible.ts'

/**
 * Scanned text in a SARIF message, where `[text](target)` would be a link and `{0}` a placeholder
 * (SARIF 2.1.0, 3.11.5 and 3.11.6).
 */
export function sarifText(text: string): string {
  return visible(text)
    .replaceAll('](', '] (')
    .replaceAll(/\{(\d+)\}/g, '{{$1}}')
}
