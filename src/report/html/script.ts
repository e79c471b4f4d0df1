/** Filters findings by severity and text. Without it the page shows everything. */
export const SCRIPT = `
'use strict'
const form = document.querySelector('form')
const items = [...document.querySelectorAll('li[data-severity]')]
const texts = new Map(items.map((item) => [item, (item.closest('article').querySelector('h2').textContent + ' ' + item.textContent).toLowerCase()]))
function apply() {
  const picked = new Set([...form.querySelectorAll('input[type=checkbox]:checked')].map((box) => box.value))
  const words = form.querySelector('input[type=search]').value.toLowerCase().split(/\\s+/).filter(Boolean)
  let shown = 0
  for (const item of items) {
    item.hidden = !picked.has(item.dataset.severity) || !words.every((word) => texts.get(item).includes(word))
    if (!item.hidden) shown++
  }
  for (const article of document.querySelectorAll('article')) article.hidden = !article.querySelector('li:not([hidden])')
  form.querySelector('output').value = shown === items.length ? '' : shown + ' of ' + items.length + ' shown'
}
if (form) {
  form.hidden = false
  form.addEventListener('input', apply)
  form.addEventListener('submit', (event) => event.preventDefault())
  apply()
}
`
