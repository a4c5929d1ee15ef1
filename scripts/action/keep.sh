#!/usr/bin/env bash
# Adds a run to the history, which lives on a branch of its own. Whatever goes wrong is a warning: the tests decide what is red.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export GIT_AUTHOR_NAME=flakebook GIT_AUTHOR_EMAIL=flakebook@users.noreply.github.com
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
began=${BEGAN:-$(date -u +%Y-%m-%dT%H:%M:%SZ)}

tip() {
  git ls-remote origin "refs/heads/$HISTORY" | cut -f1
}

for attempt in 1 2 3 4 5; do
  rm -f "$folder/index"
  if ! before=$(tip) || { [ -n "$before" ] && ! lay_history "$folder/index"; }; then
    warn "No run was kept: git cannot read the repository."
    exit 0
  fi
  code=0
  $FLAKEBOOK ingest "${files[@]}" --content "$CONTENT" ${suite[@]+"${suite[@]}"} --from-env --at "$began" --format github || code=$?
  if [ "$code" = 1 ]; then warn "A part of the results could not be read: the log of this step says which."; fi
  if [ "$code" -gt 1 ]; then warn "No run was kept: the log of this step says why."; exit 0; fi

  export GIT_INDEX_FILE="$folder/index"
  [ -n "$before" ] || git read-tree --empty
  git add --force --all "$CONTENT/runs"
  tree=$(git write-tree)
  unset GIT_INDEX_FILE
  parent=()
  if [ -n "$before" ]; then
    if [ "$tree" = "$(git rev-parse 'refs/flakebook/history^{tree}')" ]; then exit 0; fi
    parent=(-p refs/flakebook/history)
  fi
  commit=$(git commit-tree "$tree" ${parent[@]+"${parent[@]}"} -m "Add a run")
  if git push --quiet origin "$commit:refs/heads/$HISTORY" 2> "$folder/refused"; then exit 0; fi
  # Nobody else was faster: then it is refused for good.
  if [ "$(tip)" = "$before" ]; then break; fi
  sleep "$attempt"
done
cat "$folder/refused" >&2
warn "The run was not kept: git may not push to the branch $HISTORY. Give the job \`contents: write\`, and protect other branches only."
