const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
  alarm: ['1;97;41', '22;39;49'],
} as const

export type Style = keyof typeof CODES
/** Wraps text that holds no control characters in terminal styles, or leaves it when there is no colour. */
export type Paint = (text: string, ...styles: readonly Style[]) => string

export function painter(colour: boolean): Paint {
  if (!colour) return (text) => text
  return (text, ...styles) => {
    if (text === '') return text
    let painted = text
    for (const style of styles) painted = `\u001b[${CODES[style][0]}m${painted}\u001b[${CODES[style][1]}m`
    return painted
  }
}
