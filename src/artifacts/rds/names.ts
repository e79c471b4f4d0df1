const DANGEROUS = new Set([
  'system',
  'system2',
  'shell',
  'shell.exec',
  'pipe',
  'socketConnection',
  'url',
  'download.file',
  'dyn.load',
  'source',
  'unlink',
  'file.remove',
  'writeLines',
  'writeBin',
  'file',
  'fifo',
  'Sys.setenv',
  'install.packages',
  'py_run_string',
  'reg.finalizer',
  'processx::run',
  'curl_download',
])

/** What a predicting model never calls. */
const SHELLS = new Set([
  'system',
  'system2',
  'shell',
  'shell.exec',
  'pipe',
  'socketConnection',
  'download.file',
  'dyn.load',
  'install.packages',
  'py_run_string',
  'curl_download',
])

export function dangerousCalls(calls: readonly string[]): string[] {
  return calls.filter((name) => DANGEROUS.has(name))
}

export function shellCalls(calls: readonly string[]): string[] {
  return calls.filter((name) => SHELLS.has(name))
}
