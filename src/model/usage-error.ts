/**
 * The caller asked for something that cannot be done as asked: a wrong flag, a broken configuration.
 * The message is for a person, in one line; the CLI prints it and ends with exit code 2.
 */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UsageError'
  }
}
