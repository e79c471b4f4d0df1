/** Whole modules, with everything below them, that no model has a reason to name. What they do, by first match. */
export interface Family {
  readonly does: string
  /** Code runs through them; else they reach files or the network. */
  readonly executes: boolean
  readonly modules: string
}

export const families: readonly Family[] = [
  {
    does: 'reaches the operating system',
    executes: true,
    modules: `os posix nt subprocess pty popen2 commands _posixsubprocess multiprocessing concurrent.futures.process
      _winapi msvcrt pexpect ptyprocess sh plumbum invoke fabric paramiko envoy delegator psutil execnet
      billiard.popen_fork gevent.subprocess gevent.os eventlet.green.subprocess eventlet.green.os trio._subprocess
      anyio._core._subprocesses asyncio.subprocess asyncio.unix_events asyncio.base_subprocess distutils.spawn
      test.support.script_helper test.support.os_helper setuptools._distutils.spawn numpy.distutils _osx_support
      _aix_support _pyrepl webbrowser antigravity`,
  },
  {
    does: 'executes or compiles Python source',
    executes: true,
    modules: `code codeop runpy bdb pdb cProfile profile trace timeit doctest idlelib pydoc lib2to3 _interpreters
      _xxsubinterpreters _xxinterpchannels test unittest pytest _pytest nose IPython jupyter_client ipykernel
      jinja2 mako execute sysexecute runnow exec_utils py_compile compileall RestrictedPython asteval
      numpy.f2py numpy.testing sympy.parsing sympy.utilities.lambdify sympy.utilities.autowrap site ast
      torch.utils.bottleneck torch.utils.cpp_extension torch._inductor torch._dynamo torch.hub torch.package
      torch.testing torch.fx torch.jit.frontend torch.jit.unsupported_tensor_ops torch.distributed.rpc
      torch.distributed.launcher torch.distributed.elastic torch.distributed.run torch.utils.collect_env`,
  },
  {
    does: 'imports modules or reaches their objects',
    executes: true,
    modules: `importlib imp zipimport pkgutil _frozen_importlib _frozen_importlib_external _imp modulefinder sys
      gc inspect ctypes _ctypes cffi types marshal pip setuptools pkg_resources ensurepip venv distutils _distutils_hack
      xmlrpc.server pdm poetry`,
  },
  {
    does: 'loads another serialised object',
    executes: true,
    modules: `pickle _pickle cPickle dill cloudpickle shelve jsonpickle yaml ruamel.yaml pickle5 srsly.cloudpickle
      joblib.externals.cloudpickle joblib.externals.loky pyspark.cloudpickle pyspark.serializers ray.cloudpickle`,
  },
  {
    does: 'calls functions later or elsewhere',
    executes: true,
    modules: `atexit sched signal threading _thread asyncio concurrent.futures celery rq dask.distributed ray
      apscheduler huey`,
  },
  {
    does: 'opens network connections',
    executes: false,
    modules: `socket _socket ssl http httplib urllib urllib2 urllib3 requests aiohttp httpx ftplib smtplib poplib
      imaplib nntplib telnetlib xmlrpc socketserver SocketServer wsgiref asyncore asynchat websocket websockets
      pycurl boto boto3 botocore google.cloud fsspec s3fs gcsfs huggingface_hub smart_open twisted tornado`,
  },
  {
    does: 'reads or changes files',
    executes: false,
    modules: `shutil tempfile glob fileinput linecache tarfile zipfile mmap sqlite3 dbm mailbox zipapp
      distutils.file_util distutils.dir_util filecmp fcntl pwd grp resource netrc`,
  },
]

/** Functions that re-create their arguments by another unpickler: wrappers that carry a pickle in their state. */
export const wrappers = `
  gymnasium.vector.utils.misc.CloudpickleWrapper
  gym.vector.utils.misc.CloudpickleWrapper
  stable_baselines3.common.vec_env.base_vec_env.CloudpickleWrapper
  stable_baselines.common.vec_env.base_vec_env.CloudpickleWrapper
  baselines.common.vec_env.vec_env.CloudpickleWrapper
  joblib.externals.loky.cloudpickle_wrapper.CloudpickledObjectWrapper
  joblib.externals.loky.cloudpickle_wrapper.CallableObjectWrapper
  tianshou.env.utils.CloudpickleWrapper
`

/** Classes and functions whose state holds the source of a module, which they execute to rebuild themselves. */
export const carriers = `
  torch_utils.persistence._reconstruct_persistent_obj
  dnnlib.tflib.network.Network
  torch.fx.graph_module.reduce_graph_module
  torch.fx.graph_module.reduce_package_graph_module
  torch.fx.graph_module.reduce_deploy_graph_module
  torch.fx.graph_module._deserialize_graph_module
`
