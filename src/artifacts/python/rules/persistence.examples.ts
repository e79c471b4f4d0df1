import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py('import os\nwith open(os.path.expanduser("~/.bashrc"), "a") as f:\n    f.write("x")'),
    py(
      'import winreg, sys\nk = winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\\Microsoft\\Windows\\CurrentVersion\\Run")\nwinreg.SetValueEx(k, "x", 0, 1, sys.executable)',
    ),
    py('from pathlib import Path\n(Path.home() / ".ssh" / "authorized_keys").write_text("x")'),
  ],
  good: [
    py('def save(m):\n    with open("checkpoint.pth", "wb") as f:\n        f.write(m)'),
    py('with open("log.txt", "a") as f:\n    f.write("x")'),
  ],
}
