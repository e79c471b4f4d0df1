import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { condaAddress } from '../../names/conda-channel.ts'
import { condaFile } from './channel.ts'

describe('addresses of conda packages', () => {
  it('say name, version, build, platform and channel', () => {
    assert.deepEqual(
      condaFile('https://conda.example/conda-forge/linux-64/py-xgboost-mutex-2.0-cpu_0.tar.bz2'),
      {
        filename: 'py-xgboost-mutex-2.0-cpu_0.tar.bz2',
        name: 'py-xgboost-mutex',
        version: '2.0',
        build: 'cpu_0',
        subdir: 'linux-64',
        channelUrl: 'https://conda.example/conda-forge',
      },
    )
    assert.equal(condaFile('https://conda.example/conda-forge/linux-64/repodata.json'), undefined)
    assert.equal(condaFile('https://files.example/a-1-0.conda')?.subdir, undefined)
  })

  it('are kept without tokens', () => {
    assert.equal(
      condaAddress('https://user:pw@conda.example/t/ab-12-cd/labs/noarch/a-1-0.conda?token=x'),
      'https://conda.example/labs/noarch/a-1-0.conda',
    )
    assert.equal(condaAddress('https://proxy.example/conda/t/tk-1/labs'), 'https://proxy.example/conda/labs')
  })
})
