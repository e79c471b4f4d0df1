import type { AttributeName } from '../../model/attribute.ts'
import { shownText } from '../plain-text.ts'
import { attributeProperties, property, type Property } from '../properties.ts'
import { addressOf } from './address.ts'
import { revisionId } from './component.ts'
import { contactOf } from './contact.ts'
import type { Component, ExternalReference, Metadata } from './document.ts'
import { note, noted } from './notes.ts'
import { pageReferences } from './references.ts'
import { licenseChoices } from './spdx-licenses.ts'
import { listed, type Writing } from './writing.ts'

export function metadataOf(w: Writing): Metadata {
  const { timestamp, tool, update } = w.bom
  return {
    timestamp,
    lifecycles: lifecyclesOf(w),
    tools: {
      components: [{ type: 'application', 'bom-ref': w.toolRef, name: tool.name, version: tool.version }],
    },
    component: systemComponent(w),
    ...(update && {
      properties: [
        ...update.triggers.map((trigger) => property('bom:trigger', trigger)),
        property('bom:previous-digest', update.previousDigest),
        property('bom:previous-version', String(update.previousVersion)),
      ],
    }),
  }
}

function lifecyclesOf(w: Writing): Metadata['lifecycles'] {
  const installed = w.items.some((i) => i.evidence.some((e) => e.at.path.includes('.dist-info/')))
  return [
    { phase: installed ? 'post-build' : 'pre-build' },
    ...(w.bom.update?.triggers ?? []).map((trigger) => ({
      name: `${trigger}-update`,
      description: `Made anew after a change of kind: ${trigger}`,
    })),
  ]
}

function systemComponent(w: Writing): Component {
  const { name, version, repository, commit, attributes } = w.bom.inventory.system
  const shown = shownText(name) || '(no name)'
  const written = version === undefined ? undefined : shownText(version)
  const fits = written !== undefined && written.length <= 1024
  const address = repository === undefined ? undefined : addressOf(repository)
  const said = (attribute: AttributeName): string[] =>
    attributes.filter((a) => a.name === attribute).map((a) => a.value)
  const [description] = said('description')
  const [supplier] = said('supplier')
  const notes = commit === undefined ? [] : [note('system:commit', commit)]
  const kept: ExternalReference[] =
    address === undefined ? [] : [{ url: address, ...noted(w.version, notes), type: 'vcs' }]
  const pages = pageReferences(said('source-url'), w.version)
  const properties: Property[] = [
    ...(shown === name ? [] : [property('system:name', name)]),
    ...(version === undefined || (fits && written === version) ? [] : [property('system:version', version)]),
    ...(repository === undefined ? [] : [property('system:repository', repository)]),
    ...(commit === undefined ? [] : [property('system:commit', commit)]),
    ...attributeProperties(attributes),
  ]
  const revision = commit === undefined ? undefined : revisionId(commit)
  return {
    type: 'application',
    'bom-ref': w.systemRef,
    ...(supplier && { supplier: { name: shownText(supplier) } }),
    ...listed('authors', said('author').map(contactOf)),
    name: shown,
    ...(fits && { version: written }),
    ...(description !== undefined && { description: shownText(description) }),
    ...listed('licenses', licenseChoices(attributes)),
    ...(revision !== undefined && { swhid: [revision] }),
    ...listed('externalReferences', [...kept, ...pages.filter((page) => page.url !== address)]),
    ...listed('properties', properties),
  }
}
