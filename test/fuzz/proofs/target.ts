/** Tries one input on one reader. Says what is wrong with what it gave; throws what got out of it. */
export type Target = (bytes: Uint8Array, path: string) => string | undefined | Promise<string | undefined>
