import type { Example, RuleExamples } from '../../model/rule.ts'

function requirements(text: string): Example {
  return { path: 'requirements.txt', bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    requirements('tensrflow==2.19.0\n'),
    requirements('numpy==2.0.0\nhugging-face-hub==0.34.0\n'),
    requirements('sciikit_learn>=1.5\n'),
    requirements('torch-vision\n'),
    requirements('keras-requests==1.0\n'),
    { path: 'package.json', bytes: Buffer.from('{"name": "app", "dependencies": {"langchian": "^0.3.0"}}') },
    { path: 'environment.yml', bytes: Buffer.from('dependencies:\n  - nunpy=2.0\n') },
  ],
  good: [
    requirements('numpy==2.0.0\ntorch==2.5.0\nscikit-learn\nhuggingface_hub\nfastapi\nlangchain-groq\n'),
    requirements('our-house-style==1.0\nwelding-robots\n'),
    requirements('tensrflow @ https://files.example/tensrflow-2.19.0.tar.gz\n'),
    {
      path: 'environment.yml',
      bytes: Buffer.from('dependencies:\n  - pytorch=2.5\n  - libnump\n  - pip:\n      - numpy\n'),
    },
    { path: 'package.json', bytes: Buffer.from('{"name": "app", "dependencies": {"langchain": "^0.3.0"}}') },
  ],
}
