import { fileURLToPath } from 'node:url'
import { startAside } from '../../integrity/guard/start-aside.ts'

/** Starts `assay events push` on its own: the command that is going to run neither waits for it nor is its parent. */
export function deliverLater(events: string, env: Readonly<Record<string, string | undefined>>): void {
  const program = fileURLToPath(
    // From dist/cli and from src/cli/guard.
    new URL(
      import.meta.url.endsWith('.ts') ? '../../../bin/assay.js' : '../../bin/assay.js',
      import.meta.url,
    ),
  )
  startAside([process.execPath, program, 'events', 'push', '--quiet', '--events', events], env)
}
