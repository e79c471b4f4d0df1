/** ONNX Runtime reads a location of this form as an address in its own memory. */
const MEMORY_ADDRESS = '_ORT_MEM_ADDR_'

/** Why a file name that a model gives is no file in its own folder, as a clause; undefined for one that is. */
export function outsidePath(location: string): string | undefined {
  if (location === '') return 'names no file'
  if (location.includes('\0')) return 'cuts a path with a zero byte'
  if (location.includes(MEMORY_ADDRESS)) return 'names an address in the memory of the loading process'
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) return 'names a network or device address'
  if (/^[a-z]:/i.test(location)) return 'names a drive'
  if (/^[\\/]{2}/.test(location)) return 'names a file on another machine'
  if (/^[\\/]/.test(location)) return 'is an absolute path'
  if (location.startsWith('~')) return 'starts in a home directory'
  if (/(^|[\\/])\.\.([\\/]|$)/.test(location)) return "leaves the model's folder"
  if (/\$\{?\w|%\w+%/.test(location)) return 'asks for an environment variable'
  if (/%2e|%2f|%5c/i.test(location)) return 'hides a path behind escapes'
  return undefined
}
