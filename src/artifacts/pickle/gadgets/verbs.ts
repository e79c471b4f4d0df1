/** Words of a function's name that say that it does what it is told: runs, imports, opens, fetches. */
const VERBS = new RegExp(
  `^(?:${`exec execute executes executor execfile exec_command eval evaluate run runs runner rerun system shell sh cmd command
    popen spawn fork call calls caller check_call check_output getoutput getstatusoutput invoke launch start import imports
    importer imported compile compiles load loads loader reload open opens opener fopen urlopen read reads write writes
    dump save fetch download downloads upload request requests get post connect send recv unpickle unpickler unmarshal
    deserialize deserialise pickle resolve locate lookup attrgetter getattr setattr delattr apply map reduce subprocess
    process thread install uninstall remove unlink delete rmtree rename move copy extract extractall mkdir kill
    terminate interpret interact runcode runsource render template dispatch callback trigger perform do source script`
    .trim()
    .split(/\s+/)
    .join('|')})$`,
)

/** Whether a word of the last segment of a dotted name is such a verb: `run_command`, `Shell.execute`, `loadModule`. */
export function soundsActive(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1)
  const words = last
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_\W]+/)
  return VERBS.test(last.toLowerCase()) || words.some((w) => VERBS.test(w))
}

/** Written like a function, as Python writes them: `run_command`, not `RunCommand`. */
export function isFunctionLike(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1)
  return /^_*[a-z]/.test(last)
}
