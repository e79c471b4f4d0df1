/** Groups of ids that name the same flaw, however many steps apart. */
export interface Flaws {
  /** Says that all of these are one. */
  join(ids: readonly string[]): void
  /** One id that stands for the group. */
  representative(id: string): string
}

/** Union-find by halving paths. */
export function flawGroups(): Flaws {
  const parents = new Map<string, string>()
  const find = (id: string): string => {
    let at = id
    for (;;) {
      const parent = parents.get(at)
      if (parent === undefined) parents.set(at, at)
      if (parent === undefined || parent === at) return at
      const above = parents.get(parent) ?? parent
      parents.set(at, above)
      at = above
    }
  }
  return {
    join([first, ...others]) {
      if (first === undefined) return
      for (const other of others) {
        const [a, b] = [find(first), find(other)]
        // The smaller text stands for both, whatever the order in which they came.
        if (a !== b) parents.set(a < b ? b : a, a < b ? a : b)
      }
    },
    representative: find,
  }
}
