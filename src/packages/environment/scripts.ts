import { posix } from 'node:path'
import { KiB } from '../../model/context.ts'
import { ReadError } from '../../model/read-error.ts'
import { withFile } from './opened-file.ts'

/**
 * Commands that come with a system and that people type without a thought. No Python package has a reason to
 * bring one of these along; what packages are made for (`cmake`, `aws`, `node`) is not here.
 */
const SYSTEM_COMMANDS: ReadonlySet<string> = new Set(
  (
    'awk bash cat chmod chown cp crontab curl cut date dash dd df diff dig docker dpkg du echo env expr fish find gdb ' +
    'gcc git gpg grep groups gunzip gzip head hostname id ifconfig install ip journalctl kill ksh kubectl less ln login ' +
    'ls make man mkdir mktemp more mount mv nano nc ncat netstat nohup nslookup openssl passwd perl pgrep ping pkill ' +
    'podman printenv printf ps pwd readlink rm rmdir rsync scp sed service sftp sh sleep sort ssh ssh-add ssh-agent ' +
    'ssh-keygen stat strace su sudo systemctl tail tar tee terraform test time top touch tr uname unzip vi vim watch ' +
    'wc wget which who whoami xargs zip zsh apt apt-get brew dnf yum cc clang g++ ld helm gh'
  ).split(' '),
)
/** Commands of Python itself, and the distributions that may bring them. */
const PYTHON_COMMANDS: readonly (readonly [pattern: RegExp, owners: readonly string[]])[] = [
  [/^(?:python|pythonw|pypy)[\d.]*t?$/, ['python', 'pypy']],
  [/^pip[\d.]*$/, ['pip']],
  [/^(?:uv|uvx)$/, ['uv']],
  [/^conda$/, ['conda']],
]

/** What makers of environments put beside the interpreter without a record. */
const BY_MAKER =
  /^(?:python(?:w)?[\d.]*t?(?:-config)?|pypy[\w.-]*|𝜋thon|activate(?:\.\w+|_this\.py)?|deactivate(?:\.\w+)?|activate\.d|deactivate\.d|pydoc\.bat|pip-selfcheck\.json|\.gitignore|CACHEDIR\.TAG)$/i

const MAX_ACTIVATION = 256 * KiB

export function isByMaker(name: string): boolean {
  return BY_MAKER.test(name.replace(/\.exe$/i, ''))
}

export function isInterpreter(name: string): boolean {
  return /^(?:python|pythonw|pypy)[\d.]*t?(?:\.exe)?$/i.test(name)
}

/** The command that a file in a folder of commands stands for, if people know one of that name. */
export function shadowedCommand(path: string, owner?: string): string | undefined {
  const name = posix.basename(path).replace(/\.(?:exe|bat|cmd|ps1|sh)$/i, '')
  const python = PYTHON_COMMANDS.find(([pattern]) => pattern.test(name))
  if (python) return owner !== undefined && python[1].includes(owner) ? undefined : name
  return SYSTEM_COMMANDS.has(name) ? name : undefined
}

/** Signs that a script which only sets variables does more. Undefined when it looks as such scripts do. */
export function activationTrait(root: string, path: string): string | undefined {
  try {
    return withFile(root, path, (file) => {
      if (file.size > MAX_ACTIVATION) return 'is larger than any activation script'
      const text = file.read(0, file.size).toString('utf8')
      const match =
        /(?:^|[\s;&|`($])(curl|wget|nc|ncat|socat|ssh|scp|base64|eval|openssl|nohup|crontab|Invoke-WebRequest|Invoke-Expression|iex|iwr|DownloadString)\b/im.exec(
          withoutOwnEval(text),
        ) ?? /\/dev\/(?:tcp|udp)\//.exec(text)
      return match ? `runs ${match[1] ?? match[0]}` : undefined
    })
  } catch (error) {
    if (error instanceof ReadError) return undefined
    throw error
  }
}

/** The C shell's and fish's scripts use `eval` on their own prompt and on nothing else. */
function withoutOwnEval(text: string): string {
  return text
    .replaceAll(/^\s*(?:functions|alias|set|echo|#).*$/gm, '')
    .replaceAll(/\beval\s+[^;|&\n]{0,80}(?:prompt|PS1|hash|which)\b/gi, '')
}
