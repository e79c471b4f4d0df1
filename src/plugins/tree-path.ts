/** Folders in which clients keep their files; what they name is relative to the folder around. */
const CLIENT_FOLDER = /^(?:\.[A-Za-z][\w-]*|settings|\.claude-plugin)$/
const PROJECT =
  /^(?:\$\{(?:workspaceFolder|workspaceRoot|workspace|projectDir|PROJECT_ROOT|CLAUDE_PROJECT_DIR|CLAUDE_PLUGIN_ROOT|extensionPath|__dirname|PWD|cwd)(?::[^}]*)?\}|\$(?:PWD|CLAUDE_PROJECT_DIR|CLAUDE_PLUGIN_ROOT)|\$\(pwd\))(?=[/\\]|$)/

/** The folder of the project that a configuration belongs to; empty for the scanned root. */
export function projectFolder(path: string): string {
  const folders = path.split('/').slice(0, -1)
  const from = Math.max(0, folders.length - 3)
  const hidden = folders.findIndex((name, i) => i >= from && name.startsWith('.') && CLIENT_FOLDER.test(name))
  return (hidden < 0 ? folders : folders.slice(0, hidden)).join('/')
}

/** A path of the scanned tree that a configuration names; undefined for what lies outside of it or is not known. */
export function treePath(written: string, folder: string, within = ''): string | undefined {
  const inner = relative(within)
  const path = relative(written)
  if (path === undefined || inner === undefined || path === '') return undefined
  const out: string[] = []
  for (const part of [...folder.split('/'), ...inner.split('/'), ...path.split('/')]) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (out.length === 0) return undefined
      out.pop()
    } else out.push(part)
  }
  return out.length > 0 ? out.join('/') : undefined
}

function relative(written: string): string | undefined {
  const path = written.replace(PROJECT, '.').replaceAll('\\', '/')
  return /^(?:\/|~|[A-Za-z]:)|[$%{}<>*?"|\p{Cc}]/u.test(path) || path.length > 1000 ? undefined : path
}
