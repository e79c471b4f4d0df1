import { withoutCredentials } from '../text/web-address.ts'

/** The address as one may publish it: anaconda.org takes tokens in the path, as `/t/<token>/`. */
export function condaAddress(address: string): string {
  return withoutCredentials(address.replaceAll(/\/t\/[\w-]{1,200}(?=\/|$)/g, ''))
}

/** `conda-forge` of an address of a channel, `pkgs/main` of the one with that path; names stay. */
export function channelName(channel: string): string | undefined {
  const clean = condaAddress(channel).replace(/\/+$/, '')
  const scheme = clean.indexOf('://')
  if (scheme < 0) return clean === '' ? undefined : clean
  const segments = clean
    .slice(scheme + 3)
    .split('/')
    .slice(1)
  return segments.length === 0 ? undefined : segments.join('/')
}
