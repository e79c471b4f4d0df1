/** All keys that the first ones lead to, and they themselves. */
export function reachable(
  from: readonly string[],
  next: (key: string) => readonly string[],
  checkpoint: () => void,
): ReadonlySet<string> {
  const seen = new Set(from)
  // A set is walked in the order of insertion, with what is added on the way.
  for (const key of seen) {
    if ((seen.size & 255) === 0) checkpoint()
    for (const found of next(key)) seen.add(found)
  }
  return seen
}
