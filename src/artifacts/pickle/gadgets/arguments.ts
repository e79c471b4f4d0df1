import type { CallValue, Value } from '../value.ts'

/** What an argument gives away about a callable that is on no list. */
export interface Sign {
  readonly kind: 'command' | 'source' | 'address' | 'path' | 'name' | 'blob'
  /** Completes `it is given …`. */
  readonly says: string
}

const MAX_VALUES = 400

const PROGRAMS = `
  echo printf sh bash dash zsh ksh fish cmd cmd.exe powershell powershell.exe pwsh python python2 python3 perl ruby php
  node java curl wget nc ncat netcat socat telnet ssh scp sftp ftp tftp cat tac ls dir type rm rmdir del mv cp ln touch mkdir
  chmod chown chgrp kill killall pkill ps id whoami uname hostname env export set sudo su doas passwd useradd crontab at
  systemctl service ping nslookup dig host ifconfig ip netstat ss iptables mount umount dd tar gzip gunzip unzip zip
  base64 xxd openssl gcc cc make git svn pip pip3 npm npx docker kubectl find grep egrep sed awk tee xargs sleep true
  false exit nohup setsid screen tmux start calc calc.exe notepad notepad.exe open xdg-open xterm gnome-terminal osascript
  certutil bitsadmin mshta rundll32 regsvr32 wmic reg schtasks net tasklist taskkill ipconfig systeminfo vim vi nano
  date time test eval exec source history shutdown reboot halt busybox strace gdb lsof df du head tail sort mkfifo
`

const COMMAND = new RegExp(
  `^\\s*(?:[A-Z_]+=\\S+\\s+)*(?:\\S*/)?(?:${PROGRAMS.trim()
    .split(/\s+/)
    .map((p) => p.replaceAll('.', '\\.'))
    .join('|')})(?:\\s+\\S|\\s*$|\\s*[;&|>])`,
)
/** Words that are commands and also ordinary values: alone they say nothing. */
const BARE_WORD = /^\S*$/
const SHELL =
  /(?:\$\(|`[^`]+`|&&|\|\||;\s*(?:rm|sh|bash|curl|wget|echo|cat|python\d?|nc|id)\b|\|\s*(?:sh|bash|python\d?|tee|nc|xargs)\b|(?:^|\s)\d?>{1,2}\s*[/~.\w]|\/dev\/(?:tcp|null|shm)|\/bin\/\w+|(?:^|\s)-[ce]\s+['"])/
const SOURCE =
  /(?:^|[\s;:=(,[])(?:__import__|exec|eval|compile|getattr|setattr|globals|locals|open|breakpoint|system|popen|input|print|raise|assert)\s*\(|(?:^|[\n;:])\s*(?:import\s+[\w.]+|from\s+[\w.]+\s+import\s|def\s+\w+\s*\(|class\s+\w+\s*[(:]|async\s+def\s|@\w+)|\blambda\b[^:]*:|__(?:builtins|globals|class|subclasses|import|mro|bases|code|dict|init|reduce)__|\b(?:os|sys|subprocess|builtins|importlib|socket|shutil|pickle|marshal|ctypes|pty)\.\w+\s*\(/
const TEMPLATE = /\{\{.*\}\}|\{%.*%\}|\$\{.*\}|@\w+\.__/s
const ADDRESS =
  /^\s*(?:[a-z][a-z0-9+.-]{1,15}:\/\/|\\\\[\w.-]+\\|(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$|(?:[a-z0-9-]+\.)+(?:com|net|org|io|ru|cn|tk|xyz|top|dev|app|me|info|onion|example|invalid|local|test|internal)(?::\d+)?(?:\/|$)|localhost(?::\d+)?(?:\/|$)|[\w.-]+:\d{2,5}$|git\+|data:)/i
const PATH =
  /^(?:\/(?:bin|boot|dev|etc|home|lib|opt|proc|root|run|sbin|sys|tmp|usr|var|mnt|srv|data|Users)(?:\/|$)|~\/|\.\.?\/|[A-Za-z]:[\\/]|file:)|(?:^|\/)(?:[\w.-]+)\.(?:py|pyc|pyd|pyo|so|dll|dylib|sh|bat|cmd|ps1|exe|pth|pkl|pickle|joblib|cfg|ini|ya?ml|toml|whl|egg|jar|vbs|rb|pl)$|\.\.[\\/]/
const DANGEROUS_NAME =
  /^(?:_*(?:os|nt|posix|sys|subprocess|builtins|__builtin__|importlib|ctypes|pty|socket|shutil|runpy|marshal|pickle|code|pdb|inspect|types|functools|operator|webbrowser|multiprocessing)(?:[.:][\w.:]+)?|(?:[\w.]+[.:])?(?:system|popen|Popen|eval|exec|execv|execve|check_output|getoutput|__import__|import_module|spawn|run_path|run_code|check_call))$/
const BASE64 = /^[A-Za-z0-9+/_-]{40,}={0,2}$/

/** The signs in what a call is given, most telling first. */
export function signsIn(call: CallValue): Sign[] {
  const signs: Sign[] = []
  let left = MAX_VALUES
  const visit = (value: Value, top: boolean): void => {
    if (--left < 0) return
    switch (value.kind) {
      case 'str': {
        const sign = signOf(value.value, top)
        if (sign !== undefined) signs.push(sign)
        return
      }
      case 'bytes':
      case 'bytearray': {
        const sign = signOfBytes(value.head, top)
        if (sign !== undefined) signs.push(sign)
        return
      }
      case 'tuple':
      case 'list':
      case 'set':
      case 'frozenset': {
        const address = hostAndPort(value.items)
        if (address !== undefined) signs.push(address)
        const argv = commandLine(value.items)
        if (argv === undefined) value.items.forEach((v) => visit(v, top))
        else signs.push(argv)
        return
      }
      case 'dict':
        for (const [key, item] of value.items) {
          visit(key, false)
          visit(item, top)
        }
        return
      default:
    }
  }
  const address = hostAndPort(call.args)
  if (address !== undefined) signs.push(address)
  for (const arg of call.args) visit(arg, true)
  for (const [, value] of call.kwargs?.items ?? []) visit(value, true)
  return signs.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

const ORDER: readonly Sign['kind'][] = ['command', 'source', 'name', 'blob', 'address', 'path']

/** `top`: an argument of its own rather than a key of a mapping. */
function signOf(text: string, top: boolean): Sign | undefined {
  const shown = `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`
  if (text.length === 0) return undefined
  if ((COMMAND.test(text) && !BARE_WORD.test(text)) || SHELL.test(text))
    return { kind: 'command', says: `a shell command, ${shown}` }
  if (SOURCE.test(text)) return { kind: 'source', says: `Python source, ${shown}` }
  if (TEMPLATE.test(text) && /__|\bimport\b|exec|eval|os\b/.test(text))
    return { kind: 'source', says: `a template that reaches the interpreter, ${shown}` }
  if (!top) return undefined
  if (DANGEROUS_NAME.test(text)) return { kind: 'name', says: `the name ${shown}` }
  if (ADDRESS.test(text)) return { kind: 'address', says: `an address, ${shown}` }
  if (PATH.test(text)) return { kind: 'path', says: `a path, ${shown}` }
  if (BASE64.test(text)) return signOfBytes(Buffer.from(text.slice(0, 4096), 'base64'), top)
  return undefined
}

function signOfBytes(head: Uint8Array, top: boolean): Sign | undefined {
  const [a = 0, b = 0] = head
  if (a === 0x80 && b <= 5) return { kind: 'blob', says: 'a pickle in bytes' }
  if ((a === 0xe3 || a === 0x63) && head.length > 16 && b === 0)
    return { kind: 'blob', says: 'a marshalled code object' }
  if (head.length < 4096 && isText(head)) {
    const text = Buffer.from(head).toString('latin1')
    // Protocol 0 begins with a GLOBAL line.
    if (/^c[\w.]+\n[\w.]+\n/.test(text)) return { kind: 'blob', says: 'a pickle in bytes' }
    const sign = signOf(text, false)
    if (sign !== undefined && top) return sign
  }
  return undefined
}

function isText(bytes: Uint8Array): boolean {
  return bytes.every((b) => (b >= 0x20 && b < 0x7f) || b === 0x0a || b === 0x0d || b === 0x09)
}

function hostAndPort(items: readonly Value[]): Sign | undefined {
  for (const [i, host] of items.entries()) {
    const port = items[i + 1]
    if (host.kind !== 'str' || port?.kind !== 'int') continue
    if (port.value > 0n && port.value < 65_536n && ADDRESS.test(host.value))
      return { kind: 'address', says: `a host and a port, '${host.value.slice(0, 60)}'` }
  }
  return undefined
}

/** `['/bin/sh', '-c', '…']`: words that alone are harmless. */
function commandLine(items: readonly Value[]): Sign | undefined {
  const words: string[] = []
  for (const item of items.slice(0, 16)) {
    if (item.kind !== 'str') return undefined
    words.push(item.value)
  }
  if (words.length < 2 || !/^-|\//.test(words[1] ?? '')) {
    if (
      words.length < 2 ||
      !/^(?:\S*\/)?(?:sh|bash|cmd(?:\.exe)?|echo|touch|python\d?|curl|wget)$/.test(words[0] ?? '')
    )
      return undefined
  }
  const line = words.join(' ')
  return COMMAND.test(line) ? { kind: 'command', says: `a command line, '${line.slice(0, 60)}'` } : undefined
}
