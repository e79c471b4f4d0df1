import { isStorageName } from './layout.ts'

/** Below the root, what `torch.save`, TorchScript, `torch.export` and `torch.package` write. */
const KNOWN =
  /^(?:version|byteorder|\.format_version|\.storage_alignment|archive_format|archive_version|attributes\.pkl|traced_inputs\.pkl|data\.pkl|constants\.pkl|bytecode\.pkl|model\.json|mobile_debug_handles\.pkl|\.data\/(?:version|serialization_id|extern_modules|python_version)|code\/.*\.py(?:\.debug_pkl)?|models\/[^/]+\.json|data\/(?:weights|constants)\/[^/]+|data\/sample_inputs\/[^/]+\.pt|data\/aotinductor\/.*|extra\/.*)$/

export function isKnownMember(root: string, name: string): boolean {
  if (root !== '' && !name.startsWith(`${root}/`)) return false
  const inside = root === '' ? name : name.slice(root.length + 1)
  return KNOWN.test(inside) || isStorageName(inside)
}
