/** What a PyTorch archive holds, by what its loaders do with it. Names are untrusted text. */
export interface TorchFacts {
  readonly kind: 'state' | 'script' | 'export' | 'package'
  /** The folder that PyTorch takes for the root. */
  readonly root: string
  readonly members: number
  /** Members called `data.pkl` in any case and any folder. */
  readonly entryPoints: readonly EntryPoint[]
  /** Members that no PyTorch layout has. */
  readonly extra: readonly MemberFact[]
  /** Python sources of a `torch.package`, which run when it is imported from. */
  readonly sources: readonly MemberFact[]
  /** Where declared storages and members part ways. */
  readonly storages: readonly StorageFlaw[]
  /** What TorchScript code reaches outside of tensors. */
  readonly uses: readonly CodeUse[]
  /** Operators and classes that only a native extension can register. */
  readonly custom: readonly CustomNamespace[]
  /** Elements by the class of their storage, of all storages that the pickle declares. */
  readonly elements: ReadonlyMap<string, number>
  /** What `training_args.bin` holds. */
  readonly training?: TrainingArguments
}

/** The arguments that a training run was started with. Untrusted text. */
export interface TrainingArguments {
  /** Of the class of the arguments. */
  readonly module: string
  readonly name: string
  /** Single values and short lists as text; nothing for what is unset. */
  readonly settings: readonly (readonly [key: string, value: string])[]
}

export interface MemberFact {
  readonly name: string
  /** Of its local header. */
  readonly at: number
  /** Bytes. */
  readonly size: number
}

export interface EntryPoint extends MemberFact {
  /** Whether PyTorch finds it: directly under the root. */
  readonly reached: boolean
}

export interface StorageFlaw extends MemberFact {
  readonly kind: 'short' | 'long' | 'undeclared'
  readonly says: string
}

export interface CodeUse {
  readonly member: string
  /** As resolved: `torch.save`. */
  readonly name: string
  readonly does: string
  readonly line: number
  readonly argument?: string
}

export interface CustomNamespace {
  readonly namespace: string
  readonly name: string
  readonly member: string
  readonly line: number
}
