export interface EntryPoint {
  readonly group: string
  readonly name: string
  /** `package.module:attribute`. */
  readonly target: string
  readonly line: number
}

const MAX_LINES = 10_000

/** `entry_points.txt`, an INI file. */
export function entryPoints(text: string): EntryPoint[] {
  const found: EntryPoint[] = []
  let group = ''
  for (const [i, raw] of text.split(/\r?\n/, MAX_LINES).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue
    const section = /^\[([^\]]{1,200})\]$/.exec(line)
    if (section) {
      group = section[1]!.trim()
      continue
    }
    const equals = line.indexOf('=')
    if (equals > 0)
      found.push({
        group,
        name: line.slice(0, equals).trim(),
        target: line.slice(equals + 1).trim(),
        line: i + 1,
      })
  }
  return found
}

/** What people type all day: a script of that name in an environment runs in its place. */
const COMMON_COMMANDS = new Set(
  (
    'sh bash zsh fish dash ksh env ls cat cp mv rm mkdir ps kill top find grep sed awk head tail less more vi vim nano sudo su doas ' +
    'ssh scp sftp ssh-add ssh-agent ssh-keygen rsync git hg svn curl wget tar unzip zip gzip which whoami id passwd crontab ' +
    'systemctl docker podman kubectl helm terraform python python3 pip pip3 pipx uv uvx conda mamba poetry gpg openssl aws gcloud az ' +
    'node npm npx yarn make gcc cc ld nvidia-smi sleep date clear cd echo test true mount ping dig nc'
  ).split(' '),
)

/** A command of the package's own name is what it is for, also with a version behind it: `pip3`. */
export function shadowsCommand(name: string, distribution: string | undefined): boolean {
  const command = name.toLowerCase().replace(/\.(?:exe|bat|cmd|sh)$/, '')
  if (!COMMON_COMMANDS.has(command)) return false
  const words = (distribution ?? '').toLowerCase().split(/[-_.]/)
  return !words.some((word) => word !== '' && word.startsWith(command.replace(/[\d.]+$/, '')))
}
