import { shownText } from '../plain-text.ts'
import type { Contact } from './document.ts'

const WITH_ADDRESS =
  /^([^<>]{1,300}?)\s*<([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})>$/

/** `Ann <ann@example.org>` is a name and an address, each of which has a field. */
export function contactOf(author: string): Contact {
  const [, name, email] = WITH_ADDRESS.exec(author.trim().slice(0, 1000)) ?? []
  return name === undefined || email === undefined
    ? { name: shownText(author) }
    : { name: shownText(name), email }
}
