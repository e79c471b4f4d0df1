export interface LlamafileFacts {
  /** `ape` starts as a program on six systems, `elf` on one. */
  readonly program: 'ape' | 'elf'
  /** Names of weights and arguments in its directory. */
  readonly carries: readonly string[]
}
