import type { SyntaxNode } from '../../syntax/python/syntax.ts'
import type { Scope } from './scope.ts'

/** Where a value came from, as bits that survive every operation. */
export const FROM = {
  /** Turned back from an encoding: base64, hex, zlib, a list of characters. */
  decoded: 1,
  /** Received from the network. */
  network: 2,
  /** Content of a place where people keep keys, passwords, wallets. */
  secret: 4,
  /** The whole environment. */
  environment: 8,
  /** One variable of the environment whose name says that it is a key. */
  token: 16,
  /** Who and where the machine is: user, host name, address. */
  host: 32,
  /** A path to such a place. */
  secretPath: 64,
  /** A name put together from pieces. */
  built: 128,
  /** A local file. */
  file: 256,
  /** Keyboard, screen, clipboard, camera, microphone. */
  capture: 512,
  /** A URL or an address that drops and collects things for anonymous people. */
  dropPoint: 1024,
  /** Decrypted. */
  decrypted: 2048,
  /** A code object from `marshal`. */
  code: 4096,
  encrypted: 8192,
  /** Text with holes: what stands for them is not known. */
  partial: 16384,
  /** A path from which programs are started again. */
  startPlace: 32768,
  /** A function or attribute whose name was decoded. */
  hiddenName: 65536,
} as const

export type Origin = number

export interface LocalFunction {
  readonly node: SyntaxNode
  readonly name: string
  readonly scope: Scope
  readonly id: number
  readonly ownerClass: LocalClass | undefined
}

export interface LocalClass {
  readonly name: string
  readonly bases: readonly string[]
  readonly members: Map<string, Value>
  /** What methods put on `self`. */
  readonly fields: Map<string, Value>
}

export type Value =
  | { readonly kind: 'text'; readonly text: string; readonly from: Origin }
  /** One character a byte. */
  | { readonly kind: 'bytes'; readonly text: string; readonly from: Origin }
  | { readonly kind: 'number'; readonly number: number; readonly from: Origin }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly from: Origin }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, Value>; readonly from: Origin }
  /** Something importable or built in, what is reached through it, and what calling it gives: `socket.socket().recv`. */
  | {
      readonly kind: 'ref'
      readonly name: string
      readonly from: Origin
      /** With which arguments it was made. */
      readonly made?: readonly Value[]
      readonly key?: string
      readonly partial?: readonly Value[]
    }
  | { readonly kind: 'function'; readonly body: LocalFunction; readonly from: Origin }
  | { readonly kind: 'class'; readonly body: LocalClass; readonly from: Origin }
  | { readonly kind: 'instance'; readonly body: LocalClass; readonly from: Origin }
  | { readonly kind: 'unknown'; readonly from: Origin }

export const UNKNOWN: Value = { kind: 'unknown', from: 0 }

export function unknown(from: Origin): Value {
  return from === 0 ? UNKNOWN : { kind: 'unknown', from }
}

export function tainted(value: Value, from: Origin): Value {
  return (value.from | from) === value.from ? value : { ...value, from: value.from | from }
}

/** All origins of a value, those of what it contains included. */
export function originOf(value: Value, depth = 0): Origin {
  let from = value.from
  if (depth > 6) return from
  if (value.kind === 'list') for (const item of value.items) from |= originOf(item, depth + 1)
  if (value.kind === 'dict') for (const item of value.entries.values()) from |= originOf(item, depth + 1)
  return from
}
