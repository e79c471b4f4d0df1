import type { ShellAttack } from './shell.ts'

export interface ScriptFacts {
  readonly attacks: readonly {
    readonly kind: ShellAttack['kind']
    readonly line: number
    readonly text: string
  }[]
}
