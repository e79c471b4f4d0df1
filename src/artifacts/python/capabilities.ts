/** What a call does to the world. */
export type Capability =
  | 'evaluate'
  | 'command'
  | 'fetch'
  | 'send'
  | 'connect'
  | 'listen'
  | 'resolve'
  | 'unpickle'
  | 'load-library'
  | 'native-memory'
  | 'write'
  | 'delete'
  | 'permit'
  | 'replace-descriptor'
  | 'hook'
  | 'registry'
  | 'capture'
  | 'remote-model'
  | 'install'
  | 'reduce'

const LISTS: Readonly<Record<Exclude<Capability, 'reduce'>, string>> = {
  evaluate:
    'exec eval execfile runpy.run_path runpy.run_module code.interact code.InteractiveInterpreter().runsource ' +
    'code.InteractiveConsole().push types.FunctionType()',
  command:
    'os.system os.popen os.popen2 os.popen3 os.popen4 os.execl os.execle os.execlp os.execlpe os.execv os.execve os.execvp ' +
    'os.execvpe os.spawnl os.spawnle os.spawnlp os.spawnlpe os.spawnv os.spawnve os.spawnvp os.spawnvpe os.posix_spawn ' +
    'os.posix_spawnp os.startfile subprocess.call subprocess.run subprocess.Popen subprocess.check_call ' +
    'subprocess.check_output subprocess.getoutput subprocess.getstatusoutput pty.spawn platform.popen commands.getoutput ' +
    'commands.getstatusoutput asyncio.create_subprocess_exec asyncio.create_subprocess_shell ' +
    'asyncio.subprocess.create_subprocess_exec asyncio.subprocess.create_subprocess_shell popen2.popen2 popen2.popen3 ' +
    'pexpect.spawn pexpect.run sh.bash sh.sh plumbum.local() invoke.run fabric.api.local fabric.local ' +
    'IPython.get_ipython().system get_ipython().system get_ipython().run_cell_magic get_ipython().run_line_magic ' +
    'win32com.client.Dispatch().Run win32com.client.Dispatch().ShellExecute win32com.client.Dispatch().Exec ' +
    'distutils.spawn.spawn setuptools._distutils.spawn.spawn numpy.distutils.exec_command.exec_command ' +
    'torch.utils.cpp_extension.load_inline ctypes.CDLL().system ctypes.cdll.msvcrt.system ' +
    'ctypes.windll.shell32.ShellExecuteW ctypes.windll.shell32.ShellExecuteA ctypes.windll.kernel32.WinExec',
  fetch:
    'requests.get requests.request requests.Session().get requests.session().get urllib.request.urlopen ' +
    'urllib.request.urlretrieve urllib.request.build_opener().open urllib.urlopen urllib.urlretrieve httpx.get httpx.stream ' +
    'httpx.Client().get httpx.AsyncClient().get aiohttp.ClientSession().get http.client.HTTPSConnection().getresponse ' +
    'http.client.HTTPConnection().getresponse urllib3.PoolManager().request urllib3.request wget.download ' +
    'urllib.request.URLopener().retrieve urllib.request.FancyURLopener().retrieve ftplib.FTP().retrbinary pycurl.Curl().perform ' +
    'torch.hub.download_url_to_file tensorflow.keras.utils.get_file keras.utils.get_file gdown.download ' +
    'cloudscraper.create_scraper().get paramiko.SFTPClient.from_transport().get',
  send:
    'requests.post requests.put requests.patch requests.Session().post requests.session().post requests.Session().put ' +
    'requests.Session().request requests.session().request httpx.post ' +
    'httpx.put httpx.request httpx.Client().post httpx.AsyncClient().post aiohttp.ClientSession().post ' +
    'http.client.HTTPSConnection().request http.client.HTTPConnection().request socket.socket().send ' +
    'socket.socket().sendall socket.socket().sendto socket.create_connection().send socket.create_connection().sendall ' +
    'ssl.wrap_socket().send ssl.wrap_socket().sendall ' +
    'smtplib.SMTP().sendmail smtplib.SMTP_SSL().sendmail smtplib.SMTP().send_message smtplib.SMTP_SSL().send_message ' +
    'ftplib.FTP().storbinary ftplib.FTP().storlines paramiko.SSHClient().open_sftp().put ' +
    'paramiko.SFTPClient.from_transport().put telegram.Bot().send_message telegram.Bot().send_document ' +
    'telebot.TeleBot().send_message telebot.TeleBot().send_document discord.Webhook.from_url().send ' +
    'discord.SyncWebhook.from_url().send discord_webhook.DiscordWebhook dhooks.Webhook().send ' +
    'websocket.WebSocket().send websocket.create_connection().send websockets.connect().send boto3.client().put_object ' +
    'boto3.client().upload_file cloudscraper.create_scraper().post urllib.request.urlopen().write huggingface_hub.upload_file ' +
    'huggingface_hub.HfApi().upload_file huggingface_hub.HfApi().upload_folder grequests.post',
  connect:
    'socket.socket().connect socket.socket().connect_ex socket.create_connection asyncio.open_connection telnetlib.Telnet ' +
    'websocket.create_connection websockets.connect paramiko.SSHClient().connect websocket.WebSocketApp().run_forever ' +
    'socketio.Client().connect',
  listen:
    'socket.socket().bind socket.create_server http.server.HTTPServer socketserver.TCPServer asyncio.start_server',
  resolve:
    'socket.gethostbyname socket.gethostbyname_ex socket.getaddrinfo dns.resolver.resolve dns.resolver.query',
  unpickle:
    'pickle.loads pickle.load pickle.Unpickler().load marshal.loads marshal.load dill.loads dill.load cloudpickle.loads ' +
    'cloudpickle.load joblib.load torch.load shelve.open pandas.read_pickle numpy.load jsonpickle.decode yaml.load ' +
    'yaml.unsafe_load yaml.full_load',
  'load-library':
    'ctypes.CDLL ctypes.PyDLL ctypes.WinDLL ctypes.OleDLL ctypes.cdll.LoadLibrary ctypes.windll.LoadLibrary ' +
    'torch.ops.load_library torch.classes.load_library tensorflow.load_op_library tensorflow.load_library ' +
    'imp.load_dynamic importlib.machinery.ExtensionFileLoader cffi.FFI().dlopen',
  'native-memory':
    'ctypes.windll.kernel32.VirtualAlloc ctypes.windll.kernel32.VirtualAllocEx ctypes.windll.kernel32.RtlMoveMemory ' +
    'ctypes.windll.kernel32.CreateThread ctypes.windll.kernel32.CreateRemoteThread ctypes.windll.kernel32.WriteProcessMemory ' +
    'ctypes.windll.kernel32.VirtualProtect ctypes.windll.ntdll.RtlMoveMemory ctypes.CDLL().mprotect ' +
    'ctypes.CDLL().memfd_create os.memfd_create ctypes.CFUNCTYPE()',
  write:
    'open().write open().writelines io.open().write codecs.open().write pathlib.Path().write_text pathlib.Path().write_bytes ' +
    'shutil.copy shutil.copyfile shutil.copy2 shutil.move os.rename os.replace os.symlink os.link os.write ' +
    'tempfile.NamedTemporaryFile().write tempfile.TemporaryFile().write os.fdopen().write',
  delete:
    'shutil.rmtree os.remove os.unlink os.rmdir os.removedirs pathlib.Path().unlink send2trash.send2trash',
  permit: 'os.chmod os.fchmod os.setuid os.setgid pathlib.Path().chmod',
  'replace-descriptor': 'os.dup2',
  hook:
    'sys.meta_path.insert sys.meta_path.append sys.path_hooks.insert sys.path_hooks.append sys.settrace sys.setprofile ' +
    'sys.addaudithook threading.settrace site.addsitedir sys.excepthook',
  registry:
    'winreg.SetValueEx winreg.SetValue winreg.CreateKey winreg.CreateKeyEx winreg.OpenKey _winreg.SetValueEx crontab.CronTab',
  capture:
    'pynput.keyboard.Listener keyboard.on_press keyboard.on_release keyboard.hook keyboard.record pyautogui.screenshot ' +
    'PIL.ImageGrab.grab mss.mss().shot mss.mss().grab pyperclip.paste pyscreenshot.grab win32clipboard.GetClipboardData ' +
    'cv2.VideoCapture().read sounddevice.rec pyaudio.PyAudio().open tkinter.Tk().clipboard_get win32gui.GetForegroundWindow',
  'remote-model':
    'torch.hub.load huggingface_hub.hf_hub_download huggingface_hub.snapshot_download transformers.AutoModel.from_pretrained',
  install:
    'pip.main pip._internal.main pip._internal.cli.main.main pipmain setuptools.sandbox.run_setup conda.cli.main',
}

const TABLE: ReadonlyMap<string, Capability> = new Map(
  Object.entries(LISTS).flatMap(([does, names]) =>
    names.split(' ').map((name): [string, Capability] => [name, does as Capability]),
  ),
)

export function capabilityOf(name: string): Capability | undefined {
  return TABLE.get(name)
}

/** Modules whose functions matter when they arrive by `from x import *`. */
export const WILDCARD_MODULES: ReadonlySet<string> = new Set(
  [...TABLE.keys()]
    .map((name) => name.slice(0, Math.max(0, name.lastIndexOf('.'))))
    .filter((m) => m && !m.includes('(')),
)

const SYNONYMS: readonly (readonly [RegExp, string])[] = [
  [/^(?:posix|nt)\./, 'os.'],
  [/^(?:builtins|__builtin__|__builtins__)\.(?=.)/, ''],
  [/^(?:cPickle|_pickle|_compat_pickle|six\.moves\.cPickle)\./, 'pickle.'],
  [/^six\.moves\.urllib\./, 'urllib.'],
  [/^urllib2\./, 'urllib.request.'],
  [/^(?:httplib|six\.moves\.http_client)\./, 'http.client.'],
  [/^_socket\./, 'socket.'],
  [/^_winreg\./, 'winreg.'],
  [/^io\.open(?=\(|$)/, 'open'],
  [/^requests\.(?:api|sessions)\./, 'requests.'],
  [/^requests\.session\(/, 'requests.Session('],
  [/^httpx\.(?:Async)?Client\(/, 'httpx.Client('],
  [/^ctypes\.cdll\./, 'ctypes.cdll.'],
  [/^ctypes\.(?:WinDLL|windll\.LoadLibrary)\(\)\./, 'ctypes.windll.kernel32.'],
  [/^ctypes\.(?:PyDLL|cdll\.LoadLibrary)\(\)\./, 'ctypes.CDLL().'],
  [/^ctypes\.pythonapi\./, 'ctypes.CDLL().'],
  [/^pathlib\.(?:Posix|Windows|PurePosix|PureWindows|Pure)?Path/, 'pathlib.Path'],
  [/^pathlib\.Path\.(?:home|cwd)\(\)/, 'pathlib.Path()'],
  [
    /^pathlib\.Path\(\)\.(?:(?:expanduser|resolve|absolute|joinpath|with_name|with_suffix)\(\)|parent\b)/,
    'pathlib.Path()',
  ],
  [/^pathlib\.Path\(\)\.open\(\)/, 'open()'],
  [/^importlib\.__import__$/, '__import__'],
  [/^dill\._dill\./, 'dill.'],
  [/^multiprocessing\.(?:dummy|context)\./, 'multiprocessing.'],
]
const MAYBE_SYNONYM =
  /^(?:posix|nt|builtins|__builtin|cPickle|_pickle|_compat|six|urllib2|httplib|_socket|_winreg|io|requests|httpx|ctypes|pathlib|importlib|dill|multiproc)/

/** Modules hand on what they import: `shutil.os.system` is `os.system`. */
const THROUGH = /^(?:\w+\.)+_?(os|sys|subprocess|builtins|socket|importlib|pickle|base64)\.(?=\w)(?!path\.)/

/** One name for one thing, however it is spelled. */
export function canonical(name: string): string {
  let out = THROUGH.test(name) ? name.replace(THROUGH, '$1.') : name
  if (!MAYBE_SYNONYM.test(out)) return out
  for (const [spelled, means] of SYNONYMS) out = out.replace(spelled, means)
  return out
}
