/** A server as a client's configuration writes it. Texts are untrusted, and commands and addresses may hold secrets. */
export interface ConfiguredServer {
  readonly kind: 'server'
  /** Name in the configuration. */
  readonly name: string
  readonly line: number
  /** Clients that read this file; empty when the file does not tell. */
  readonly clients: readonly string[]
  readonly run: ServerRun
  readonly transport?: string
  readonly enabled?: boolean
  readonly description?: string
  /** Names alone. */
  readonly environment: readonly string[]
  /** Permissions that the configuration itself states. */
  readonly granted: readonly string[]
  readonly version?: string
}

export type ServerRun =
  | {
      readonly kind: 'command'
      /** The program and its arguments. */
      readonly words: readonly string[]
      /** Folder in which it is started. */
      readonly folder?: string
    }
  | {
      readonly kind: 'address'
      readonly url: string
      /** Whether headers or an OAuth client are configured. */
      readonly authenticated: boolean
    }
  /** Part of the client or of an extension of it: nothing is started that the file names. */
  | { readonly kind: 'built-in'; readonly extension: boolean }

/** A command that a client runs on events of its own. */
export interface ConfiguredHook {
  readonly kind: 'hook'
  /** `PreToolUse`. */
  readonly event: string
  readonly matcher?: string
  readonly line: number
  readonly clients: readonly string[]
  readonly command: string
}

/** What the agent itself may do without asking. */
export interface AgentGrants {
  readonly kind: 'grants'
  readonly line: number
  readonly clients: readonly string[]
  readonly granted: readonly string[]
}

/** A plugin of a client that settings switch on or off. */
export interface EnabledPlugin {
  readonly kind: 'plugin'
  readonly line: number
  readonly clients: readonly string[]
  readonly name: string
  readonly marketplace: string
  readonly enabled: boolean
}

export interface KnownMarketplace {
  readonly kind: 'marketplace'
  readonly line: number
  readonly clients: readonly string[]
  readonly name: string
  readonly url?: string
  readonly path?: string
}

export type McpConfigFacts =
  | ConfiguredServer
  | ConfiguredHook
  | AgentGrants
  | EnabledPlugin
  | KnownMarketplace
