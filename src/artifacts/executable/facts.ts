export interface ExecutableFacts {
  /** As people write it: `ELF program`, `Windows library`. */
  readonly title: string
  readonly nature: ExecutableNature
  /** Last segment of the path, lower case. */
  readonly name: string
  /** What the header says beyond its kind: machine, interpreter. */
  readonly detail?: string
}

/** `native` runs on a processor, `bytecode` in a virtual machine, `script` is text, `package` installs programs. */
type ExecutableNature = 'native' | 'bytecode' | 'script' | 'package'

export type Detected = Omit<ExecutableFacts, 'name'>
