/**
 * What a dotted Python name reaches when configuration makes a program import and call it.
 * `code`: runs code or commands, or loads what does. `system`: elsewhere in the standard library, where no
 * model component lives. `harmless`: builds a value. `unknown`: nothing is known; code of that package.
 */
export type PythonReach = 'code' | 'system' | 'harmless' | 'unknown'

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Top-level modules of CPython 2.7 to 3.14. A leading underscore is looked up without it too. */
const STANDARD = words(`
  abc aifc anydbm antigravity argparse array ast asynchat asyncio asyncore atexit audioop annotationlib
  BaseHTTPServer base64 bdb binascii binhex bisect builtins bz2 __builtin__ __future__ cProfile cPickle cStringIO
  calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys commands compileall compression
  concurrent ConfigParser configparser contextlib contextvars Cookie cookielib copy copy_reg copyreg crypt csv
  ctypes curses dataclasses datetime dbhash dbm decimal difflib dircache dis distutils doctest dumbdbm
  dummy_threading email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch  
  fractions ftplib functools future_builtins gc gdbm genericpath getopt getpass gettext glob graphlib grp gzip
  hashlib heapq hmac html htmlentitydefs htmllib HTMLParser http httplib idlelib ihooks imaplib imghdr imp
  importlib imputil inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma macpath
  mailbox mailcap marshal math md5 mhlib mimetools mimetypes mimify mmap modulefinder msilib msvcrt multifile
  multiprocessing mutex netrc   nis nntplib nt ntpath nturl2path numbers opcode operator optparse os os2emxpath
  ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib popen2 poplib posix posixfile
  posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat Queue queue quopri random re
  readline   reprlib resource rexec rfc822 rlcompleter robotparser runpy sched secrets select selectors sets
  sgmllib sha shelve shlex shutil signal SimpleHTTPServer SimpleXMLRPCServer site smtpd smtplib sndhdr socket
  socketserver SocketServer spwd sqlite3 sre sre_compile sre_constants sre_parse ssl stat statistics statvfs string
  StringIO stringprep strop struct subprocess sunau sunaudio symbol symtable sys sysconfig syslog tabnanny tarfile
  telnetlib tempfile termios   textwrap this thread threading time timeit Tkinter tkinter toaiff token tokenize
  tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib urllib2
  urlparse   UserDict UserList UserString uu uuid venv warnings wave weakref webbrowser whichdb winreg _winreg
  winsound wsgiref xdrlib xml xmllib xmlrpc xmlrpclib zipapp zipfile zipimport zlib zoneinfo`)

/** Standard modules whose whole purpose, or some function, is to run code, commands or processes or to load it. */
const EXECUTING = words(`
  os posix nt subprocess commands popen2 pty sys builtins __builtin__ importlib imp runpy code codeop compileall
  py_compile ctypes cffi marshal pickle cPickle shelve multiprocessing concurrent asyncio threading thread
  socket socketserver SocketServer http urllib urllib2 httplib ftplib smtplib telnetlib xmlrpc webbrowser shutil
  tempfile zipimport zipapp pkgutil site ensurepip venv distutils pdb bdb profile cProfile trace timeit doctest
  cgitb idlelib unittest   signal atexit sched gc inspect types operator linecache codecs imaplib poplib nntplib
  tarfile zipfile sqlite3 pydoc antigravity platform logging dbm turtle tkinter Tkinter mailcap modulefinder
  dis functools itertools typing weakref contextlib fileinput faulthandler sysconfig lib2to3 rlcompleter
    ihooks imputil rexec   execfile copy_reg copyreg resource mmap io pathlib`)

/** Full names in the standard library that build a value from values and do nothing else. */
const HARMLESS = words(`
  builtins.dict builtins.list builtins.tuple builtins.set builtins.frozenset builtins.int builtins.float builtins.str
  builtins.bool builtins.bytes builtins.complex builtins.range builtins.slice builtins.len builtins.sum builtins.max
  builtins.min builtins.abs builtins.round builtins.sorted builtins.object builtins.NoneType builtins.zip
  collections.OrderedDict collections.defaultdict collections.Counter collections.deque functools.partial
  datetime.datetime datetime.timedelta datetime.date pathlib.Path pathlib.PurePath pathlib.PosixPath fractions.Fraction decimal.Decimal
  operator.add operator.mul operator.sub operator.truediv os.path.join os.path.expanduser os.path.abspath os.path.dirname
  os.path.basename os.getcwd os.cpu_count random.Random random.randint random.uniform uuid.uuid4 re.compile string.Template
  itertools.product itertools.chain types.SimpleNamespace logging.getLogger logging.StreamHandler logging.Formatter
  multiprocessing.cpu_count time.time argparse.Namespace torch.compile`)

/** Outside the standard library: packages, modules and functions that run code, fetch it or load pickles. */
const GADGETS = new RegExp(
  `^(?:${[
    String.raw`Cython|IPython|Pyro4|Pyro5|_pytest|aiohttp|ansible|apt|celery|cffi|cloudpickle|code_runner`,
    String.raw`cython|dbus|dill|distutils|docker|execnet|fabric|httpx|invoke|ipykernel|jinja2|jsonpickle`,
    String.raw`jupyter_client|kazoo|kubernetes|mako|nose|numexpr|paramiko|pexpect|pip|pkg_resources|plumbum`,
    String.raw`psutil|ptyprocess|py|pyautogui|pycurl|pytest|pywin|pyximport|requests|rpyc|salt|setuptools|sh`,
    String.raw`sympy|urllib3|wget|wheel|win32api|win32com`,
    String.raw`PIL\.ImageShow`,
    String.raw`botocore\.credentials`,
    String.raw`matplotlib\.(?:animation|texmanager|mathtext|backends)`,
    String.raw`nltk\.(?:data|downloader)`,
    String.raw`test\.support`,
    String.raw`mlflow\.(?:projects|pyfunc)`,
    String.raw`ultralytics\.utils\.checks`,
    String.raw`torch\.jit\.annotations`,
    String.raw`numpy\._?core\.fromnumeric\._\w+`,
    String.raw`(?:tensorflow\.)?(?:tf_)?keras\.[\w.]*(?:get_file|load_model|load_weights|unsafe\w*|func_load)`,
    String.raw`pyspark\.serializers`,
    String.raw`ray\.cloudpickle`,
    String.raw`torch\.(?:load|hub|package|classes\.load_library|_?ops\.load_library|utils\.(?:cpp_extension|model_zoo|bottleneck|_config_module|collect_env|data\.datapipes)|jit\.(?:load|_serialization|frontend|unsupported)|serialization|distributed\.(?:rpc|run|launch|launcher|nn\.api|elastic)|multiprocessing|_inductor|_dynamo|_export|onnx|fx|testing|storage|_C|_utils_internal|library)`,
    String.raw`(?:numpy|np)\.(?:f2py|distutils|testing|load|loadtxt|genfromtxt|fromfile|memmap|save\w*|ctypeslib|lib\.(?:npyio|utils|format|_npyio_impl|_utils_impl|_datasource)|compat|core\._(?:ufunc|methods)\w*|_core\._ufunc\w*|frompyfunc|vectorize|apply_along_axis|piecewise|fromfunction)`,
    String.raw`scipy\.(?:io|_lib|weave)`,
    String.raw`pandas\.(?:eval|read_\w+|io|core\.computation|DataFrame\.(?:eval|query)|_testing|util)`,
    String.raw`joblib\.(?:load|dump|numpy_pickle|memory|externals|parallel|Parallel|delayed)`,
    String.raw`sklearn\.(?:externals|utils\._testing|datasets\.(?:fetch_\w+|load_files)|utils\.fixes)`,
    String.raw`(?:yaml|ruamel|oyaml)`,
    String.raw`transformers\.(?:dynamic_module_utils|utils\.(?:import_utils|hub)|tools|agents|commands)`,
    String.raw`diffusers\.(?:utils\.dynamic_modules_utils|commands)`,
    String.raw`(?:tensorflow|tf)\.(?:py_function|numpy_function|io|load_library|load_op_library|saved_model|raw_ops|summary|compat|distribute|autograph|python\.(?:ops\.(?:script_ops|io_ops|gen_io_ops)|lib|framework\.load_library|saved_model))`,
    String.raw`hydra\.(?:_internal|core\.plugins|main)`,
    String.raw`(?:pytorch_)?lightning\.(?:fabric\.)?(?:utilities\.(?:cloud_io|migration)|cli|app|pytorch\.cli)`,
    String.raw`(?:nemo|nemo_toolkit)\.(?:utils\.(?:model_utils|cloud))`,
  ].join('|')})(?:\\.|$)`,
)

/** A function of this name runs what it is given, whichever package it is reached through. */
const EXECUTING_FUNCTION =
  /^(?:system|popen\w*|Popen|spawn\w*|exec[lv]?p?e?|execfile|execute_?(?:command|cmd|code|script|shell)?|eval|compile|__import__|import_?(?:module|string|file|from\w*|object)|load_?(?:module|source|library|dynamic|pickle|obj(?:ect)?_from_str(?:ing)?)|unpickle|check_(?:output|call)|getoutput|getstatusoutput|run_?(?:command|cmd|shell|code|script|path|module|string|python|process|setup)|runstring|runsource|shell|sh|bash|cmd|subprocess\w*|os_system|get_?attr|setattr|delattr|globals|locals|vars|open|urlopen|urlretrieve|rmtree|unlink|startfile|fork(?:pty)?|kill|\w*unsafe\w*|pip_install\w*|exec_?[wW]rapper|_?run_entry_point)$/

/** Judges `module.attribute`, wherever the split between module and attribute lies. */
export function pythonReach(name: string): PythonReach {
  const segments = name.trim().split(/[.:]/)
  const [root = ''] = segments
  if (HARMLESS.has(name)) return 'harmless'
  const inner = segments.slice(1)
  if (segments.some((s) => /^__\w+__$/.test(s) && s !== '__main__' && s !== '__init__' && s !== '__future__'))
    return 'code'
  // A module reached through another one: `torch.serialization.os.system`.
  if (
    inner
      .slice(0, -1)
      .some((s) => EXECUTING.has(s.replace(/^_+/, '')) && RE_EXPORTED.has(s.replace(/^_+/, '')))
  )
    return 'code'
  // Private modules at the top are the interpreter's own: `_posixsubprocess`, `_frozen_importlib`.
  if (/^_[A-Za-z]/.test(root) || root === 'xxsubtype') return 'code'
  if (isStandard(root))
    return EXECUTING.has(root) || EXECUTING.has(root.replace(/^_+/, '')) ? 'code' : 'system'
  if (GADGETS.test(name)) return 'code'
  const last = segments.at(-1) ?? ''
  if (segments.length > 1 && EXECUTING_FUNCTION.test(last)) return 'code'
  if (segments.length === 1 && BARE.has(root)) return 'code'
  return 'unknown'
}

/** Names of modules that packages import at top level and do not use for modules of their own. */
const RE_EXPORTED = words(`
  os posix nt subprocess pty sys builtins importlib imp runpy ctypes marshal pickle cPickle multiprocessing
  socket shutil tempfile urllib zipimport pdb webbrowser commands popen2 codeop pkgutil platform`)

/** Built-in functions that run or import what they are given, or reach into objects. */
const BARE = words(
  'eval exec compile __import__ open getattr setattr delattr globals locals vars input breakpoint execfile',
)

export function isBareExecuting(name: string): boolean {
  return BARE.has(name)
}

export function isStandard(root: string): boolean {
  return STANDARD.has(root) || (root.startsWith('_') && STANDARD.has(root.replace(/^_+/, '')))
}
