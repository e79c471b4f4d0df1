/** What a PyTorch archive holds, by what its loaders do with it. Names are untrusted text. */
export interface TorchFacts {
  readonly root: string
  readonly members: number
  /** Members called `data.pkl` in any case and any folder. */
  readonly entryPoints: readonly EntryPoint[]
  /** Pickles that loaders of the format read, other than the entry points. */
  readonly pickles: readonly MemberFact[]
  /** Members that are no part of any PyTorch layout. */
  readonly extra: readonly MemberFact[]
}

export interface MemberFact {
  readonly name: string
  /** Of its local header. */
  readonly at: number
  readonly size: number
}

export interface EntryPoint extends MemberFact {
  /** Whether PyTorch finds it: directly under the root. */
  readonly reached: boolean
}
