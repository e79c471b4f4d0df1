import type { GadgetGroup } from './group.ts'

export const installGadgets: readonly GadgetGroup[] = [
  {
    does: "installs a package of the file's choice",
    source: 'CVE-2025-1716',
    names: {
      pip: 'main',
      'pip._internal': 'main',
      'pip._internal.cli.main': 'main',
    },
  },
  {
    does: "installs a package of the file's choice",
    source: 'third-party',
    names: {
      'ultralytics.utils.checks': 'check_requirements',
    },
  },
  {
    does: 'makes an environment and runs the installer in it',
    source: 'picklescan test data',
    names: {
      venv: 'create',
    },
  },
  {
    does: 'runs a setup script',
    source: 'aisbom',
    names: {
      setuptools: 'setup',
    },
  },
  {
    does: 'runs a setup script',
    source: 'well-known',
    names: {
      'setuptools.sandbox': 'run_setup',
    },
  },
  {
    does: 'runs the package installer',
    source: 'GHSA-xp4f-hrf8-rxw7',
    names: {
      ensurepip: '_run_pip',
    },
  },
  {
    does: 'writes scripts',
    source: 'modelaudit',
    names: {
      'pip._vendor.distlib.scripts': 'ScriptMaker',
    },
  },
]
