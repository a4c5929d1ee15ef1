# shellcheck shell=bash
# What both scripts share. They get all from the environment, never from `${{ }}`: names of branches come from outside.
# RESULTS: patterns, one on a line. CONTENT: the content folder. SUITE: empty where the book has only one. HISTORY: a branch.
# FLAKEBOOK: the command.
set -euo pipefail

files=()
while IFS= read -r line; do
  if [ -n "$line" ]; then files+=("$line"); fi
done <<< "$RESULTS"

suite=()
if [ -n "${SUITE:-}" ]; then suite=(--suite "$SUITE"); fi

warn() {
  echo "::warning title=flakebook::$1"
}

# Lays the run history of its branch into the content folder. Fails where there is no such branch: then the folder stays as it is.
lay_history() {
  git fetch --quiet --no-tags --depth=1 origin "+refs/heads/$HISTORY:refs/flakebook/history" 2> /dev/null || return 1
  rm -rf "$CONTENT/runs"
  GIT_INDEX_FILE="$1" git read-tree refs/flakebook/history
  GIT_INDEX_FILE="$1" git checkout-index --all --force
}
