/** Names under which files that speak of packages go: what is opened where reading everything would cost too much. */
const TELLING =
  /(?:^|\/)(?:[^/]*requirements[^/]*\.(?:txt|in)|constraints[^/]*\.txt|[^/]*\.lock(?:\.yml|\.yaml)?|pylock[^/]*\.toml|pyproject\.toml|Pipfile(?:\.lock)?|setup\.cfg|environment[^/]*\.ya?ml|env\.ya?ml|conda-lock[^/]*|pixi\.(?:lock|toml)|package(?:-lock)?\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$/i

export function isPackageFileName(path: string): boolean {
  return TELLING.test(path)
}
