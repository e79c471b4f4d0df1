// Credentials that open nothing. Where one comes out of a reader, a real one would.

/** Nothing tells that it is a secret but the place where it stands. */
export const PASSWORD = 'corvid-battery-9staple'
const TAIL = 'cAnArYqW7xZk3mB9vT2LrY6pNd5sGh8J'
/** Whatever place they stand in, their shape tells. Put together here so that no scanner takes them for real ones. */
export const HUB_TOKEN: string = ['hf', TAIL].join('_')
export const API_KEY: string = ['sk', 'proj', TAIL].join('-')
export const GIT_TOKEN: string = ['ghp', TAIL].join('_')

const SHAPED = [HUB_TOKEN, API_KEY, GIT_TOKEN]
/** A mutation may cut a secret short: this much of it is told by its shape. */
const SHOWN = 28

/** A canary in what a reader says. In mutants only those count whose shape tells what they are. */
export function escapedSecret(said: unknown, isMutant: boolean): string | undefined {
  const text = JSON.stringify(said)
  for (const secret of SHAPED) {
    const at = text.indexOf(secret.slice(0, SHOWN))
    if (at >= 0) return around(text, at)
  }
  if (isMutant) return undefined
  for (const secret of [PASSWORD, TAIL.slice(0, 12)]) {
    const at = text.indexOf(secret)
    if (at >= 0) return around(text, at)
  }
  return undefined
}

function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - 200), at + 80)
}

/** Gives every address in a text a user with a password, or a token as parameter. */
export function withSecretAddresses(text: string): string {
  let n = 0
  return text.replaceAll(
    /\b((?:git\+)?https?:\/\/)([\w.-]+)([^\s"'`<>)\]},;#|\\]*)/g,
    (_, scheme: string, host: string, rest: string) =>
      [
        `${scheme}bot:${PASSWORD}@${host}${rest}`,
        `${scheme}${GIT_TOKEN}@${host}${rest}`,
        `${scheme}oauth2:${HUB_TOKEN}@${host}${rest}`,
        `${scheme}${host}${rest}${rest.includes('?') ? '&' : '?'}token=${PASSWORD}`,
      ][n++ % 4]!,
  )
}
