import { homedir } from 'node:os'

/** Home of the user for whom something runs. In containers users often have neither a name nor a home: then `/`. */
export function homeOf(env: Readonly<Record<string, string | undefined>>): string {
  if (env['HOME']) return env['HOME']
  try {
    return homedir()
  } catch {
    return '/'
  }
}
