/**
 * Units of systemd, Procfiles and programs of supervisord as a script of the same lines: assignments of their
 * environment and the commands that they start.
 */
export function unitScript(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const environment = /^\s*Environment\s*=\s*(.*)$/.exec(line)?.[1]
      if (environment !== undefined)
        return Array.from(environment.matchAll(/"(\w+)=([^"]*)"|'(\w+)=([^']*)'|(\w+)=(\S*)/g))
          .map((m) => `${m[1] ?? m[3] ?? m[5]}='${(m[2] ?? m[4] ?? m[6] ?? '').replaceAll("'", '')}'`)
          .join('; ')
      const command = /^\s*(?:Exec\w+\s*=\s*[-@:+!]*|command\s*=\s*|[A-Za-z][\w-]*:\s+)(.*)$/.exec(line)
      if (command) return command[1]!
      // A command goes on behind a backslash.
      return /^\s*[-\w./"'$]+/.test(line) && !/^\s*(?:\[|#|;|\w+\s*=)/.test(line) ? line : ''
    })
    .join('\n')
}
