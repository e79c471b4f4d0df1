/** Ways in which styles take text out of sight. */
const UNSEEN_STYLE =
  /(?:^|[;{\s])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)|opacity\s{0,9}:\s{0,9}0?\.?0{0,3}(?:[;\s!}]|$)|content-visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?:px|em|rem|%|pt)?(?:[;\s!}]|$)|(?:width|height|max-width|max-height)\s{0,9}:\s{0,9}0(?:px)?(?:[;\s!}]|$)|clip\s{0,9}:\s{0,9}rect\(0|clip-path\s{0,9}:\s{0,9}inset\((?:50|100)%|(?:left|top|right|text-indent)\s{0,9}:\s{0,9}-\d{4,})/i
/** Names that style sheets everywhere give to what they hide. */
const UNSEEN_CLASS =
  /^(?:hidden|d-none|is-hidden|visually-hidden|visuallyhidden|sr-only|screen-reader-text|display-none|invisible)$/
const SHOWN_AGAIN =
  /^(?:(?:sm|md|lg|xl|2xl):(?:block|inline|flex|grid|table|inline-block|inline-flex)|d-(?:sm|md|lg|xl)-(?!none))/
/** Their content is never shown as text of the page. */
const UNSEEN_TAG: ReadonlySet<string> = new Set([
  'head',
  'title',
  'template',
  'noscript',
  'svg',
  'math',
  'object',
  'audio',
  'video',
  'canvas',
  'datalist',
  'select',
  'script',
  'style',
  'iframe',
])

/** Classes and ids that a page's own style sheets hide. */
export type HiddenNames = ReadonlySet<string>

export function isHidden(tag: string, attributes: ReadonlyMap<string, string>, names: HiddenNames): boolean {
  if (UNSEEN_TAG.has(tag) || attributes.has('hidden')) return true
  if (tag === 'dialog' && !attributes.has('open')) return true
  const style = attributes.get('style')
  if (style !== undefined && UNSEEN_STYLE.test(style.slice(0, 4000))) return true
  if (names.has(`#${attributes.get('id') ?? ''}`)) return true
  const classes = (attributes.get('class') ?? '').slice(0, 4000).split(/\s+/)
  if (classes.some((c) => names.has(`.${c}`))) return true
  return classes.some((c) => UNSEEN_CLASS.test(c)) && !classes.some((c) => SHOWN_AGAIN.test(c))
}

/** Plain selectors of rules that hide: of what needs more of CSS to tell, nothing is known. */
export function hiddenNames(style: string): string[] {
  return style.split('}').flatMap((rule) => {
    const brace = rule.lastIndexOf('{')
    if (brace < 0 || !UNSEEN_STYLE.test(rule.slice(brace, brace + 4000))) return []
    const selectors = rule.slice(Math.max(0, rule.lastIndexOf('{', brace - 1) + 1), brace)
    return selectors
      .slice(-4000)
      .split(',')
      .map((s) => s.trim())
      .filter((s) => /^[.#][\w-]+$/.test(s))
  })
}
