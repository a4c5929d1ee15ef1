#!/usr/bin/env bash
# Says which failures are known: in the summary of the job, and as annotations. Needs no right to write.
# FAIL_ON: unknown, any or none. TESTS_FAILED: `true` where the test command failed.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
lay_history "$folder/index" || true

failed=()
if [ "${TESTS_FAILED:-}" = true ]; then failed=(--tests-failed); fi
match=($FLAKEBOOK match "${files[@]}" --content "$CONTENT" ${suite[@]+"${suite[@]}"})
summary=(--fail-on none --format markdown)
"${match[@]}" --from-env "${summary[@]}" >> "$GITHUB_STEP_SUMMARY" 2> /dev/null || true
# On some events nobody can say which commit was tested. What failed is known all the same.
[ -s "$GITHUB_STEP_SUMMARY" ] || "${match[@]}" "${summary[@]}" >> "$GITHUB_STEP_SUMMARY" 2> /dev/null || true
"${match[@]}" --fail-on "$FAIL_ON" ${failed[@]+"${failed[@]}"} --format github
