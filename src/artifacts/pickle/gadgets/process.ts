import type { GadgetGroup } from './group.ts'

export const processGadgets: readonly GadgetGroup[] = [
  {
    does: 'looks up a command',
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      'numpy.distutils.misc_util': 'get_cmd',
    },
  },
  {
    does: 'makes a browser of any command',
    source: 'well-known',
    names: {
      webbrowser: 'get',
    },
  },
  {
    does: 'opens a file with the program registered for it',
    source: 'well-known',
    names: {
      os: 'startfile',
    },
  },
  {
    does: 'pipes text through a shell command',
    source: 'picklescan; PickleCloak (arXiv 2508.19774)',
    names: {
      pydoc: 'pipepager',
    },
  },
  {
    does: 'replaces the process',
    source: 'well-known',
    names: {
      os: 'execv',
    },
  },
  {
    does: 'runs a command that prints credentials',
    source: 'modelaudit changelog',
    names: {
      'botocore.credentials': 'ProcessProvider',
    },
  },
  {
    does: 'runs a command through a helper of the standard library',
    source: 'GHSA-g38g-8gr9-h9xp / CVE-2026-56315; GHSA-5hwf-rc88-82xm',
    names: {
      _aix_support: '_read_cmd_output',
      _osx_support: '_read_output _find_build_tool',
      '_pyrepl.pager': 'pipe_pager tempfile_pager',
      imaplib: 'IMAP4_stream',
      'test.support.script_helper': 'assert_python_ok',
      uuid: '_get_command_stdout _popen',
    },
  },
  {
    does: 'runs a pager as a command',
    source: 'well-known',
    names: {
      pydoc: 'ttypager',
    },
  },
  {
    does: 'runs a pager as a shell command',
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      pydoc: 'tempfilepager',
    },
  },
  {
    does: 'runs a shell command',
    source: 'GHSA-f745-w6jp-hpxx',
    names: {
      'torch.utils.collect_env': 'run',
    },
  },
  {
    does: 'runs a shell command',
    source: 'GHSA-jhph-76pp-mggw',
    names: {
      'torch.utils.collect_env': 'run_and_read_all',
    },
  },
  {
    does: 'runs a shell command',
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      'numpy.f2py.diagnose': 'run_command',
    },
  },
  {
    does: 'runs a shell command',
    source: 'ShadowPickle (arXiv 2607.17503)',
    names: {
      invoke: 'run',
    },
  },
  {
    does: 'runs a shell command',
    source: 'aisbom',
    names: {
      platform: '_syscmd_ver',
    },
  },
  {
    does: 'runs a shell command',
    source: 'modelscan#338',
    names: {
      'mlflow.projects.backend.local': '_run_entry_point',
    },
  },
  {
    does: 'runs a shell command',
    source: 'third-party',
    names: {
      'IPython.utils.process': 'system',
    },
  },
  {
    does: 'runs a shell command',
    source: 'well-known',
    names: {
      'asyncio.subprocess': 'create_subprocess_shell',
      commands: 'getoutput',
      nt: 'system',
      os: 'system popen',
      platform: 'popen',
      popen2: 'popen3',
      posix: 'system',
      'torch.testing._internal.common_utils': 'shell',
    },
  },
  {
    does: 'runs a shell command through a package made for it',
    source: 'ShadowPickle (arXiv 2607.17503)',
    names: {
      exec_utils: 'run',
      execute: 'run',
      external: 'dangerous_func',
      'molot.extras': 'shell',
      pxe: 'run_command',
      runnow: 'run',
      sysexecute: 'execute',
      xxsubtype: 'run',
    },
  },
  {
    does: 'runs a shell pipeline',
    source: 'modelaudit changelog',
    names: {
      pipes: 'Template.copy',
    },
  },
  {
    does: 'runs a shell pipeline',
    source: 'modelaudit changelog; fickling',
    names: {
      pipes: 'Template.open',
    },
  },
  {
    does: 'runs a viewer as a shell command',
    source: 'third-party',
    names: {
      'PIL.ImageShow': 'DisplayViewer',
    },
  },
  {
    does: 'runs an editor as a command',
    source: 'modelaudit changelog',
    names: {
      click: 'edit',
    },
  },
  {
    does: 'runs the test command of a mail capability',
    source: 'modelaudit changelog',
    names: {
      mailcap: 'findmatch',
    },
  },
  {
    does: 'starts a browser',
    source: 'well-known',
    names: {
      webbrowser: 'open',
    },
  },
  {
    does: 'starts a compiler',
    source: 'fickling',
    names: {
      'numpy.f2py': 'compile',
    },
  },
  {
    does: 'starts a compiler',
    source: 'picklescan test data',
    names: {
      'torch._inductor.codecache': 'compile_file',
    },
  },
  {
    does: 'starts a compiler to look for a library',
    source: 'well-known',
    names: {
      'ctypes.util': 'find_library',
    },
  },
  {
    does: 'starts a pool of processes',
    source: 'modelaudit',
    names: {
      'concurrent.futures': 'ProcessPoolExecutor',
    },
  },
  {
    does: 'starts a process',
    source: 'GHSA-f7qq-56ww-84cr/CVE-2025-10157',
    names: {
      'asyncio.unix_events': '_UnixSubprocessTransport._start',
    },
  },
  {
    does: 'starts a process',
    source: 'GHSA-q5qq-mvfm-j35x; modelscan#338',
    names: {
      'multiprocessing.util': 'spawnv_passfds',
    },
  },
  {
    does: 'starts a process',
    source: 'GHSA-vqmv-47xg-9wpr; GHSA-r7v6-mfhq-g3m2',
    names: {
      pty: 'spawn',
    },
  },
  {
    does: 'starts a process',
    source: 'PickleCloak (arXiv 2508.19774)',
    names: {
      'numpy.distutils.cpuinfo': 'getoutput command_info command_by_line',
      'numpy.distutils.exec_command': '_exec_command',
      'numpy.distutils.lib2def': 'getnm',
    },
  },
  {
    does: 'starts a process',
    source: 'fickling',
    names: {
      _posixsubprocess: 'fork_exec',
      pexpect: 'spawn',
    },
  },
  {
    does: 'starts a process',
    source: 'modelaudit changelog',
    names: {
      'setuptools._distutils.spawn': 'spawn',
    },
  },
  {
    does: 'starts a process',
    source: 'saferpickle',
    names: {
      psutil: 'Popen',
    },
  },
  {
    does: 'starts a process',
    source: 'third-party',
    names: {
      plumbum: 'local',
      sh: 'Command',
    },
  },
  {
    does: 'starts a process',
    source: 'well-known',
    names: {
      'distutils.spawn': 'spawn',
      multiprocessing: 'Process',
      'numpy.distutils.exec_command': 'exec_command',
      os: 'spawnlp posix_spawn',
      subprocess: 'Popen call run check_call check_output getoutput getstatusoutput',
    },
  },
  {
    does: 'starts an encoder',
    source: 'third-party',
    names: {
      'matplotlib.animation': 'FFMpegWriter',
    },
  },
  {
    does: 'starts processes',
    source: 'well-known',
    names: {
      'torch.distributed.launcher.api': 'launch_agent',
      'torch.multiprocessing.spawn': 'spawn',
    },
  },
]
