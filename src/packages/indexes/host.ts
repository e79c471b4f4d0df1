/** Whether the name leads to the machine itself. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)(?::\d+)?$/i.test(host)
}

/** Whether the name means something only in somebody's own network. */
export function isPrivateHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return (
    isLoopback(name) ||
    /^(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})$/.test(
      name,
    ) ||
    /^[a-z0-9-]+$/.test(name) ||
    /\.(?:local|internal|intern|lan|corp|intra|intranet|home|private|localdomain|svc|home\.arpa)$/.test(name)
  )
}
