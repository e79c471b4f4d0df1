import { MiB } from '../../model/context.ts'
import { ReadError } from '../../model/read-error.ts'
import { textOf } from './opened-file.ts'

const NAME = /(?:^|\/)(?:cacert|ca-?bundle|ca-?certificates|ca-certs|roots?)\.(?:pem|crt)$/i
const MAX_BUNDLE = 16 * MiB
const BLOCK =
  /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END (?:TRUSTED )?CERTIFICATE-----/g

/** Whether a file that is named like a list of authorities holds certificates and comments and nothing else. */
export function isOnlyCertificates(root: string, path: string): boolean {
  if (!NAME.test(path)) return false
  try {
    const text = textOf(root, path, MAX_BUNDLE)
    const rest = text.replaceAll(BLOCK, '')
    return (
      rest.length < text.length &&
      rest.split('\n').every((line) => line.trim() === '' || line.startsWith('#'))
    )
  } catch (error) {
    if (error instanceof ReadError) return false
    throw error
  }
}
