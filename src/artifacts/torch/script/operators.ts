/** Operators that leave the realm of tensors, by namespace and name. Verb phrases in the present tense. */
const DANGEROUS: Readonly<Record<string, string>> = {
  'aten::save': 'writes a pickle to a file',
  'aten::from_file': 'maps a file of its choice into a tensor',
  'debugprims::load_tensor': 'reads tensors from files',
  'prim::rpc_async': 'calls a function on another machine',
  'prim::rpc_sync': 'calls a function on another machine',
  'prim::rpc_remote': 'calls a function on another machine',
  'prim::PythonOp': 'calls into Python',
  'prim::IgnoredPythonOp': 'calls into Python',
}

/** Namespaces that PyTorch itself registers. */
const BUILT_IN: ReadonlySet<string> = new Set([
  '_c10d_functional',
  '_c10d_functional_autograd',
  '_caffe2',
  '_dtensor',
  '_native',
  '_quantized',
  '_test',
  '_nnapi',
  'aten',
  'c10d',
  'cuda',
  'debug_mode_ops',
  'debugprims',
  'export',
  'fb',
  'higher_order',
  'inductor',
  'inductor_prims',
  'metal',
  'metal_prepack',
  'mkl',
  'mkldnn',
  'mkldnn_prepacked',
  'mps',
  'onednn',
  'onnx',
  'prepacked',
  'prim',
  'prims',
  'profiler',
  'quantization',
  'quantized',
  'quantized_decomposed',
  'rngprims',
  'sparse',
  'static_runtime',
  'symm_mem',
  'tensorexpr',
  'vulkan',
  'vulkan_prepack',
  'vulkan_quantized',
  'xnnpack',
])

export function dangerousOperator(operator: string): string | undefined {
  return Object.hasOwn(DANGEROUS, operator) ? DANGEROUS[operator] : undefined
}

export const DANGEROUS_OPERATORS: readonly string[] = Object.keys(DANGEROUS)

/** The operator that a name in TorchScript source stands for: `torch.save` and `ops.aten.save` are `aten::save`. */
export function operatorOf(name: string): string | undefined {
  const parts = name.split('.')
  const [root, first, second] = parts
  if (root === 'torch' && first === 'ops') return operatorOf(parts.slice(1).join('.'))
  if (root === 'torch' && first !== undefined && parts.length === 2) return `aten::${first}`
  if (root === 'ops' && first !== undefined && second !== undefined) return `${first}::${second}`
  return undefined
}

/** `torch.ops.load_library` and its like: no operators, but what a script that wants native code would name. */
export function loadsLibrary(name: string): boolean {
  return /^(?:torch\.)?(?:ops|classes)\.load_library$/.test(name)
}

/** The namespace of an operator or class that only a native extension can register. */
export function customNamespace(name: string): string | undefined {
  const namespace = /^__torch__\.torch\.classes\.(\w+)\./.exec(name)?.[1] ?? operatorOf(name)?.split('::')[0]
  return namespace === undefined || BUILT_IN.has(namespace) ? undefined : namespace
}
