/** `index`, or a package by its package URL: attestations that are fetched from where packages come from here. */
export function isPublishedText(text: string): boolean {
  return text === 'index' || /^pkg:(?:npm|pypi)\//.test(text)
}
