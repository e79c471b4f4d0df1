import type { CommandSpec } from '../command.ts'
import { steps, type Flag, type Step } from './words.ts'

export function zsh(commands: readonly CommandSpec[]): string {
  const all = steps(commands)
  return `#compdef assay
_assay() {
  local path="" word
  for word in \${words[2,CURRENT-1]}; do
    case "\${path:+$path }$word" in
${all
  .filter((s) => s.path !== '')
  .map((s) => `      ${JSON.stringify(s.path)}) path="$path\${path:+ }$word" ;;`)
  .join('\n')}
    esac
  done
  case "$path" in
${all.map(stepCase).join('\n')}
  esac
}
compdef _assay assay
`
}

function stepCase({ path, commands, options }: Step): string {
  const body =
    commands.length > 0
      ? `local -a next=(${commands.map((c) => quoted(`${c.name}:${c.summary.replaceAll(':', '\\:')}`)).join(' ')}); _describe command next`
      : `_arguments ${[...options.map(argument), quoted('*:path:_files')].join(' ')}`
  return `    ${JSON.stringify(path)}) ${body} ;;`
}

function argument({ long, about, takesValue, choices, isPath }: Flag): string {
  const value = choices.length > 0 ? `(${choices.join(' ')})` : isPath ? '_files' : ' '
  const text = about.replaceAll(/[[\]:]/g, (c) => `\\${c}`)
  return quoted(`--${long}[${text}]${takesValue ? `:value:${value}` : ''}`)
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
