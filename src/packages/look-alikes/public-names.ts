import { normalizedPythonName } from '../../names/python-package.ts'

/** An internal name, and whether the public index has it. */
export interface InternalName {
  readonly name: string
  /** As `assay.yml` declares it: the name itself or a pattern. */
  readonly declared: string
  readonly reserved: boolean
}

/** Names in a list: one a line with anything after a tab, JSON strings, or the project list of a Simple index. */
export function namesOfList(text: string): Set<string> {
  const json = /^\s*[[{]/.test(text) ? namesOfJson(text) : undefined
  return new Set(
    (json ?? text.split('\n').map((line) => line.split('\t', 1)[0]!.trim())).filter(Boolean).map(compared),
  )
}

function namesOfJson(text: string): string[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const projects: unknown =
    typeof value === 'object' && value !== null && 'projects' in value ? value.projects : value
  if (!Array.isArray(projects)) return undefined
  return projects.flatMap((project: unknown) => {
    if (typeof project === 'string') return project
    const name: unknown =
      typeof project === 'object' && project !== null && 'name' in project ? project.name : undefined
    return typeof name === 'string' ? name : []
  })
}

/** Each declared name, and each name in use that a declared pattern means, against the names that a public index has. */
export function internalNames(
  declared: readonly string[],
  inUse: Iterable<string>,
  taken: ReadonlySet<string>,
): InternalName[] {
  const used = [...new Set([...inUse].map(compared))].toSorted()
  const found = new Map<string, InternalName>()
  for (const pattern of declared) {
    const names = pattern.includes('*')
      ? used.filter((name) => matches(name, compared(pattern)))
      : [compared(pattern)]
    for (const name of names)
      if (!found.has(name)) found.set(name, { name, declared: pattern, reserved: taken.has(name) })
  }
  return [...found.values()]
}

/** The form in which names are compared; npm's with a scope stay as they are. */
function compared(name: string): string {
  return name.startsWith('@') ? name.toLowerCase() : normalizedPythonName(name)
}

/** `*` stands for any letters, also none. */
function matches(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (!name.startsWith(first)) return false
  let at = first.length
  for (const [i, part] of rest.entries()) {
    const isLast = i === rest.length - 1
    const found = isLast ? name.length - part.length : name.indexOf(part, at)
    if (found < at || (isLast && !name.endsWith(part))) return false
    at = found + part.length
  }
  return at === name.length
}
