import type { RuleExamples } from '../../../model/rule.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'convert.sh', bytes: Buffer.from('#!/usr/bin/env bash\necho hi\n') },
    { path: 'run', bytes: Buffer.from('#! /bin/sh -e\n') },
    { path: 'run.bat', bytes: Buffer.from('@echo off\r\necho hi\r\n') },
  ],
  good: [
    { path: 'README.md', bytes: Buffer.from('# Model\n\n#!/bin/sh in the text\n') },
    { path: 'vocab.txt', bytes: Buffer.from('#!\n##s\n') },
  ],
}
