/** What operators of Paddle do to the world outside of the program. */
const EFFECTS: Readonly<Record<string, string>> = {
  py_func: 'calls a Python function of the loading process',
  py_layer: 'calls Python code of the loading process',
  pylayer: 'calls Python code of the loading process',
  save: 'writes a file',
  save_combine: 'writes a file',
  load: 'reads a file',
  load_combine: 'reads a file',
  read_file: 'reads a file',
  open_files: 'reads files',
  create_custom_reader: 'runs a reader that the program defines',
  create_py_reader: 'takes data from Python code of the loading process',
  sparse_tensor_load: 'reads a file',
  recv_save: 'writes what another machine sends to a file',
  checkpoint_notify: 'makes another machine write files',
  listen_and_serv: 'opens a server',
  heter_listen_and_serv: 'opens a server',
  fl_listen_and_serv: 'opens a server',
  send: 'sends tensors to another machine',
  send_and_recv: 'exchanges tensors with another machine',
  recv: 'takes tensors from another machine',
  gen_nccl_id: 'opens a connection to other machines',
  c_gen_nccl_id: 'opens a connection to other machines',
  gen_bkcl_id: 'opens a connection to other machines',
  run_program: 'runs a program that the attributes hold',
  dlnne_engine: 'runs compiled code that the attributes hold',
  lite_engine: 'runs compiled code that the attributes hold',
}

const LEAVES_TENSORS =
  /^(?:.*_)?(?:python|pyfunc|shell|exec|eval|system|command|subprocess|socket|http|download|dlopen|script)(?:_.*)?$/i

export function effectOf(type: string): string | undefined {
  if (Object.hasOwn(EFFECTS, type)) return EFFECTS[type]
  return LEAVES_TENSORS.test(type) ? 'runs an operator named for what no tensor needs' : undefined
}

export function isNotable(type: string): boolean {
  return effectOf(type) !== undefined
}
