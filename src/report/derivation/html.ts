import { createHash } from 'node:crypto'
import type { Derivation, FieldDifference, Subject } from '../../lineage/verdict/derivation.ts'
import { formatBytes, plural } from '../../text/sizes.ts'
import { shortened, visible } from '../../text/visible.ts'
import { html as markup, joined, type Markup } from '../html/markup.ts'
import { count } from './figures.ts'
import { documentOf } from './document.ts'
import { mapSection } from './html/map.ts'
import { DERIVATION_STYLE } from './html/style.ts'
import { allTensors, deviatingTable } from './html/tensors.ts'
import { opinionOf, type Opinion } from './opinion.ts'
import { LEVEL_WORD } from './words.ts'

/** Nothing but this very style may load, and nothing may run. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(DERIVATION_STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`
/** Characters of one value of a field. */
const VALUE = 2000

/** One page in one file that needs nothing else and runs nothing. */
export function html(unsorted: Derivation): string {
  const result = documentOf(unsorted)
  const opinion = opinionOf(result)
  const { level, tensors, structure, candidate, reference } = result
  const body = joined([
    markup`<header>
<h1>Assay derivation</h1>
<p class="verdict ${level.toLowerCase()}">${level} ${LEVEL_WORD[level]}</p>
<p class="because">${opinion.headline}</p>
<p class="counts">${opinion.counts}</p>
</header>`,
    markup`<main>
${opinionSection(result, opinion)}
${tensors.length > 0 && mapSection(tensors)}
${opinion.deviating.length > 0 && markup`<section><div class="top"><h2>What deviates: ${plural(opinion.deviating.length, 'tensor')}</h2></div><div class="inside">${opinion.pattern !== undefined && markup`<p>${opinion.pattern}</p>`}${deviatingTable(opinion.deviating)}</div></section>`}
${fieldSection('Beside the weights', opinion.fields)}
${
  structure.length > 0 &&
  listSection(
    'Structure of the files',
    structure.map(({ file, says }) => markup`<code>${file}</code>: ${says}`),
  )
}
${namesSection('Tensors without counterpart in the reference', result.unmapped)}
${namesSection('Tensors of the reference that are missing', result.missing)}
${fieldSection('What conversion changed', opinion.notes)}
${tensors.length > 0 && allTensors(tensors)}
${filesSection([candidate, reference])}
</main>`,
  ])
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Assay: ${markup`${visible(shortened(candidate.name, 80))}`.markup}: ${level} ${LEVEL_WORD[level]}</title>
<style>${DERIVATION_STYLE}</style>
</head>
<body>
${body.markup}
</body>
</html>
`
}

function opinionSection({ freedom, confidence }: Derivation, { compared, levels }: Opinion): Markup {
  const rows = levels.map(
    ({ level, tensors, weights, types, means }) =>
      markup`<tr><td class="level">${level}</td><td class="number">${count(tensors)}</td><td class="number">${count(weights)}</td><td>${types.join(', ')}</td><td>${means}</td></tr>`,
  )
  return markup`<section><div class="top"><h2>Opinion</h2></div><div class="inside">
<h3>Compared</h3>
${joined(compared.map((text) => markup`<p>${text}</p>`))}
${
  rows.length > 0 &&
  markup`<h3>Found</h3>
<div class="wide" tabindex="0" role="region" aria-label="Tensors by level"><table><thead><tr><th scope="col">Level</th><th scope="col" class="number">Tensors</th><th scope="col" class="number">Weights</th><th scope="col">Types</th><th scope="col">Meaning</th></tr></thead><tbody>${joined(rows)}</tbody></table></div>`
}
${freedom.length > 0 && markup`<h3>Left open</h3><ul>${joined(freedom.map((text) => markup`<li>${text}</li>`))}</ul>`}
<h3>Confidence</h3>
<p>${confidence.statement}</p>
${confidence.sampled && markup`<p>The sample can be drawn again with <code>--seed ${confidence.sampled.seed}</code>; ${formatBytes(confidence.sampled.bytes)} were transferred.</p>`}
</div></section>`
}

function listSection(title: string, items: readonly Markup[]): Markup {
  return markup`<section><div class="top"><h2>${title}</h2></div><div class="inside"><ul>${joined(items.map((item) => markup`<li>${item}</li>`))}</ul></div></section>`
}

function namesSection(title: string, names: readonly string[]): Markup | false {
  return (
    names.length > 0 &&
    listSection(
      `${title}: ${names.length}`,
      names.map((name) => markup`<code>${name}</code>`),
    )
  )
}

function fieldSection(title: string, fields: readonly FieldDifference[]): Markup | false {
  const value = (text: string): Markup =>
    text === '' ? markup`nothing` : markup`<code>${shortened(visible(text), VALUE)}</code>`
  const rows = fields.map(
    ({ area, field, official, candidate }) =>
      markup`<tr><td>${area}</td><td><code>${field}</code></td><td>${value(candidate)}</td><td>${value(official)}</td></tr>`,
  )
  return (
    rows.length > 0 &&
    markup`<section><div class="top"><h2>${title}: ${plural(rows.length, 'field')}</h2></div><div class="inside"><div class="wide" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr><th scope="col">Area</th><th scope="col">Field</th><th scope="col">Candidate</th><th scope="col">Reference</th></tr></thead><tbody>${joined(rows)}</tbody></table></div></div></section>`
  )
}

function filesSection(sides: readonly Subject[]): Markup {
  const rows = sides.flatMap(({ name, revision, files }, side) =>
    files.map(
      (file) =>
        markup`<tr><td>${side === 0 ? 'candidate' : 'reference'}</td><td><code>${file.name}</code>${file.name !== name && markup` of ${name}`}${revision !== undefined && markup` at <code>${revision}</code>`}</td><td class="number">${formatBytes(file.size)}</td><td><code>${file.digest ?? file.identity ?? 'not hashed'}</code></td></tr>`,
    ),
  )
  return markup`<section><details><summary>Files that were compared: ${rows.length}</summary><div class="wide" tabindex="0" role="region" aria-label="Files that were compared"><table>
<thead><tr><th scope="col">Side</th><th scope="col">File</th><th scope="col" class="number">Size</th><th scope="col">Bytes</th></tr></thead><tbody>${joined(rows)}</tbody></table></div></details></section>`
}
