#!/usr/bin/env bash
# Regenerates the bill of materials of a repository, says what changed, and fails where the policy says so.
# The GitHub Action, the GitLab template and the pre-commit hook all run this.
#
#   sbom.sh update   write the next version if anything changed, say what, apply --fail-on and the scan policy
#   sbom.sh check    write nothing; exit 1 when the document is out of date
#   sbom.sh hook     write the next version; exit 1 when there was one, so that it is looked at and committed
#
# SBOM_PATH (.)             what is examined
# SBOM_FILE (sbom.cdx.json) the document that is kept up to date
# SBOM_FAIL_ON (none)       security or any: changes that fail the run
# SBOM_BASE                 a git revision to compare with; else the document as it was before
# SBOM_SUMMARY              a file that the changes are appended to as Markdown; else standard output
# SBOM_SCAN (false)         true also runs `assay scan`, whose policy decides
set -euo pipefail

mode="${1:-update}"
path="${SBOM_PATH:-.}"
file="${SBOM_FILE:-sbom.cdx.json}"
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

[ -d "$home/node_modules" ] || (cd "$home" && npm ci --no-audit --no-fund >&2)
node="$home/node_modules/node/bin/node"
[ -x "$node" ] || node=node
assay() { "$node" "$home/bin/assay.js" "$@"; }

if [ "$mode" = check ]; then
  assay sbom "$path" --update "$file" --check
  exit
fi

previous="$(mktemp)"
trap 'rm -f "$previous"' EXIT
if [ -n "${SBOM_BASE:-}" ]; then
  git show "$SBOM_BASE:$file" >"$previous" 2>/dev/null || : >"$previous"
elif [ -f "$file" ]; then
  cp "$file" "$previous"
fi

assay sbom "$path" --update "$file"
assay sbom validate "$file"

status=0
if [ -s "$previous" ]; then
  changes="$(assay sbom diff --format markdown --fail-on "${SBOM_FAIL_ON:-none}" "$previous" "$file")" || status=$?
  if [ -n "${SBOM_SUMMARY:-}" ]; then printf '%s\n' "$changes" >>"$SBOM_SUMMARY"; else printf '%s\n' "$changes"; fi
fi
if [ "${SBOM_SCAN:-false}" = true ]; then
  format=table
  [ -z "${GITHUB_ACTIONS:-}" ] || format=github
  assay scan "$path" --format "$format" || status=$?
fi
if [ "$mode" = hook ] && ! cmp -s "$previous" "$file"; then
  echo "$file is a new version: look at it and commit it" >&2
  status=1
fi
exit "$status"
