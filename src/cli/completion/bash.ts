import type { CommandSpec } from '../command.ts'
import { steps, type Step } from './words.ts'

export function bash(commands: readonly CommandSpec[]): string {
  const all = steps(commands)
  const choices = all.flatMap(({ path, options }) =>
    options
      .filter((o) => o.choices.length > 0)
      .map((o) => [`${path} --${o.long}`, o.choices.join(' ')] as const),
  )
  return `# bash completion of assay
_assay() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path="" word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "\${path:+$path }$word" in
${all
  .filter((s) => s.path !== '')
  .map((s) => `      ${JSON.stringify(s.path)}) path="$path\${path:+ }$word" ;;`)
  .join('\n')}
    esac
  done
  case "$path $prev" in
${choices.map(([at, words]) => `    ${JSON.stringify(at)}) COMPREPLY=($(compgen -W "${words}" -- "$cur")); return ;;`).join('\n')}
  esac
  case "$path" in
${all.map(stepCase).join('\n')}
  esac
}
complete -o default -F _assay assay
`
}

function stepCase({ path, commands, options }: Step): string {
  const words = [...commands.map((c) => c.name), ...options.map((o) => `--${o.long}`)].join(' ')
  const guard = options.length > 0 ? '[[ "$cur" == -* ]] && ' : ''
  return `    ${JSON.stringify(path)}) ${guard}COMPREPLY=($(compgen -W "${words}" -- "$cur")) ;;`
}
