/** A node of the object graph that makes the loader import something. */
export interface SkopsNode {
  /** Where it stands: `content.steps.content[1]`. */
  readonly where: string
  /** `ObjectNode`, `FunctionNode` … */
  readonly loader: string
  /** What the node says it is: the audit of skops looks here. */
  readonly declared: string
  /** What the loader really imports, where that is elsewhere in the node. */
  readonly reached: string
}

export interface SkopsFacts {
  readonly protocol?: number
  readonly version?: string
  readonly nodes: readonly SkopsNode[]
}
