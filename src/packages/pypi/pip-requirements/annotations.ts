import { isPythonName, normalizedPythonName } from '../../../names/python-package.ts'

/** Who needs a package, as compilers of requirements write behind it: `# via flask, -r requirements.in`. */
interface Annotation {
  /** Normalised names of packages. */
  readonly neededBy: string[]
  /** Whether a file of the project itself names it. */
  direct: boolean
}

export interface Annotations<Key> {
  /** Takes a comment; returns whether it is part of an annotation. */
  comment(text: string, of: Key | undefined): boolean
  /** A line that is no comment ends an annotation. */
  close(): void
  readonly byEntry: ReadonlyMap<Key, Annotation>
}

const MAX_NAMES = 2000

export function annotations<Key>(): Annotations<Key> {
  const byEntry = new Map<Key, Annotation>()
  let open = false
  return {
    byEntry,
    close: () => {
      open = false
    },
    comment: (text, of) => {
      const start = /^via(?:\s+|$)(.*)$/.exec(text)
      if (of === undefined || (!start && !open)) return false
      const words = start ? start[1]! : text
      // Words alone on their line list one name each below.
      open = start ? words === '' : true
      const annotation = byEntry.get(of) ?? { neededBy: [], direct: false }
      byEntry.set(of, annotation)
      for (const word of words.split(', ')) take(word.trim(), annotation)
      return true
    },
  }
}

function take(word: string, annotation: Annotation): void {
  if (/^-r\s|\((?:pyproject\.toml|setup\.(?:py|cfg))\b[^)]*\)$/.test(word)) annotation.direct = true
  else if (isPythonName(word) && annotation.neededBy.length < MAX_NAMES)
    annotation.neededBy.push(normalizedPythonName(word))
}
