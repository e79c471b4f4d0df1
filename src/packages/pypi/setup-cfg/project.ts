import { isPythonName, normalizedPythonName } from '../../../names/python-package.ts'
import { withoutCredentialsWithin } from '../../../text/web-address.ts'
import type { PackageSet, PackageStatement } from '../../package-set.ts'
import { classifierLicenses, isLicenseName, personName, projectPages } from '../project-links.ts'
import type { IniValue } from './ini.ts'

type Line = IniValue['lines'][number]

/** The project that the file belongs to, with what its metadata says of it. */
export function projectOf(values: readonly IniValue[]): PackageSet['projects'] {
  const metadata = new Map(values.filter((v) => v.section === 'metadata').map((v) => [v.key, v.lines]))
  const name = metadata.get('name')?.[0]
  const version = stated(metadata.get('version')?.[0])?.text
  if (!name || !isPythonName(name.text)) return []
  const said = statements((...keys) => keys.flatMap((key) => metadata.get(key) ?? []))
  return [
    {
      name: normalizedPythonName(name.text),
      ...(version && { version }),
      line: name.line,
      dependencies: [],
      ...(said.length > 0 && { stated: said }),
    },
  ]
}

/** `attr: package.__version__` stands in code, `file: LICENSE` in a file. */
function stated(line: Line | undefined): Line | undefined {
  return line && !/^(?:attr|file):/.test(line.text) ? line : undefined
}

/** setuptools takes both spellings of its keys. */
function statements(linesOf: (...keys: readonly string[]) => readonly Line[]): PackageStatement[] {
  const found: PackageStatement[] = []
  const add = (name: PackageStatement['name'], value: string | undefined, line: number): void => {
    if (value) found.push({ name, value, line })
  }
  const description = stated(linesOf('description', 'summary')[0])
  if (description) add('description', withoutCredentialsWithin(description.text), description.line)
  const license = stated(linesOf('license', 'license_expression')[0])
  if (license && isLicenseName(license.text)) add('license', license.text, license.line)
  else
    for (const { text, line } of linesOf('classifiers', 'classifier'))
      for (const value of classifierLicenses([text])) add('license', value, line)
  const author = stated(linesOf('author')[0] ?? linesOf('author_email', 'author-email')[0])
  if (author)
    for (const one of author.text.split(',').slice(0, 100)) add('author', personName(one), author.line)
  for (const { address, line } of pages(linesOf)) add('source-url', address, line)
  return found
}

function pages(
  linesOf: (...keys: readonly string[]) => readonly Line[],
): { readonly address: string; readonly line: number }[] {
  const links = [
    ...linesOf('project_urls', 'project-urls').flatMap(({ text, line }) => {
      const separator = text.indexOf('=')
      const [label, address] = [text.slice(0, separator).trim(), text.slice(separator + 1).trim()]
      return separator < 1 ? [] : [{ label, address, line }]
    }),
    ...linesOf('url', 'home-page', 'home_page').map(({ text, line }) => ({
      label: 'home',
      address: text,
      line,
    })),
  ]
  return projectPages(links.map(({ label, address }) => [label, address])).map((address) => ({
    address,
    line: links.find((l) => l.address === address)?.line ?? links[0]!.line,
  }))
}
