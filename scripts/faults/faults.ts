/** A mistake that somebody could make: one text of a source file in place of another. */
export interface Fault {
  /** What goes wrong, as a reader of the product would see it. */
  readonly says: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Test files or folders beside the golden ones that should catch it; those of the folder unless given. */
  readonly tests?: readonly string[];
}

/** Faults that nothing caught when the golden pages were begun. */
const ONCE_SURVIVED: readonly Fault[] = [
  {
    says: 'the owner is lost from the page of an issue',
    file: 'src/pages/blocks/issue-fields.ts',
    find: 'some(issue.owner)',
    replace: '[]',
  },
  {
    says: 'the search loses its facet Pattern',
    file: 'src/pages/blocks/issue-fields.ts',
    find: 'facet: (book, { leading }) => leading && mechanismName(book, leading),',
    replace: '',
  },
  {
    says: 'the timeline loses until when something holds',
    file: 'src/pages/blocks/issue.ts',
    find: 'entry.until && labels.until(entry.until),',
    replace: '',
  },
  {
    says: 'the report loses what planned work gains',
    file: 'src/pages/blocks/plan.ts',
    find: "...signed('+ ', gain), ",
    replace: '',
  },
  {
    says: 'references lose who names them',
    file: 'src/pages/references-page.ts',
    find: 'issues.length === 0',
    replace: 'issues.length >= 0',
  },
  {
    says: 'the list of patterns counts first diagnoses',
    file: 'src/pages/index-pages.ts',
    find: 'book.withPattern(id).length',
    replace: 'book.firstDiagnoses(id).length',
  },
  {
    says: 'the report ends with the oldest run',
    file: 'src/pages/report/ending.ts',
    find: 'reading.suite.runs.findLast(',
    replace: 'reading.suite.runs.find(',
  },
  {
    says: 'a fix that is new and applied is no change',
    file: 'src/pages/blocks/difference.ts',
    find: ".filter(({ from, to }) => from !== undefined || to !== 'planned')",
    replace: '.filter(({ from }) => from !== undefined)',
  },
  {
    says: 'SARIF loses related places',
    file: 'src/print/findings.ts',
    find: 'related.length === 0 ?',
    replace: 'related.length >= 0 ?',
  },
  {
    says: 'a page of an issue keeps the old title of its suite',
    file: 'src/pages/questions.ts',
    find: 'return record && { id, title: record.title, source: record.source, project: record.project };\n});',
    replace:
      "return record && { id, title: record.title, source: record.source, project: record.project };\n});\nObject.assign(suiteHead, { format: { text: () => 'a suite', parse: JSON.parse } });",
    tests: ['test/host/pages-follow.test.ts'],
  },
];

const PAGES: readonly Fault[] = [
  {
    says: 'Gain and Trade-off of a fix change places',
    file: 'src/pages/blocks/issue.ts',
    find: 'value: sentence(fix.gain)',
    replace: 'value: sentence(fix.cost)',
  },
  {
    says: 'where a test flakes is lost',
    file: 'src/pages/blocks/issue.ts',
    find: '    ...where,\n    ...(isLater',
    replace: '    ...(isLater',
  },
  {
    says: 'a shared fix does not say whose it is',
    file: 'src/pages/blocks/issue.ts',
    find: 'value: own ? undefined',
    replace: 'value: !own ? undefined',
  },
  {
    says: 'a note in the timeline is lost',
    file: 'src/pages/blocks/issue.ts',
    find: '...[entry.what, entry.result, entry.why, entry.note]',
    replace: '...[entry.what, entry.result, entry.why]',
  },
  {
    says: 'the timeline loses to which tests an entry is limited',
    file: 'src/pages/blocks/issue.ts',
    find: 'entry.tests.length > 0',
    replace: 'entry.tests.length > 9',
  },
  {
    says: 'the table of issues shows ids without letters',
    file: 'src/pages/blocks/issue-fields.ts',
    find: 'issueLink(row.id, row.label)',
    replace: 'issueLink(row.id)',
  },
  {
    says: 'work without an estimate is not told',
    file: 'src/pages/words/format.ts',
    find: 'return unestimated === 0 ? sum',
    replace: 'return unestimated >= 0 ? sum',
  },
  {
    says: 'a question does not say that it is overdue',
    file: 'src/pages/words/decisions.ts',
    find: "overdue ? ', overdue'",
    replace: "overdue ? ''",
  },
  {
    says: 'what was put off in an answer is forgotten',
    file: 'src/pages/blocks/decisions.ts',
    find: 'option !== chosen && !rejected.includes(option)',
    replace: "option === ''",
  },
  {
    says: 'the advice of a question is lost',
    file: 'src/pages/blocks/decisions.ts',
    find: 'value: advised && optionName(book, reading, advised)',
    replace: 'value: undefined',
  },
  {
    says: 'questions that waited least come first',
    file: 'src/pages/decisions-page.ts',
    find: '(b.ageDays ?? -1) - (a.ageDays ?? -1)',
    replace: '(a.ageDays ?? -1) - (b.ageDays ?? -1)',
  },
  {
    says: 'the home page lists the least pressing issues first',
    file: 'src/pages/home-page.ts',
    find: "issuesTable(book, unresolved, 'suite'), SHOWN",
    replace: "issuesTable(book, unresolved.toReversed(), 'suite'), SHOWN",
  },
  {
    says: 'contradicted fixes are not on the home page',
    file: 'src/pages/home-page.ts',
    find: 'contradicted.length === 0 ?',
    replace: 'contradicted.length >= 0 ?',
  },
  {
    says: 'the page of a suite loses its command',
    file: 'src/pages/suite-page.ts',
    find: '...row(says.command, suite.command && code(suite.command)),',
    replace: '',
  },
  {
    says: 'sections of a suite that mean nothing special are lost',
    file: 'src/pages/suite-page.ts',
    find: "kind === 'run' && of !== undefined ? []",
    replace: "kind !== 'symptom' ? []",
  },
  {
    says: 'what only looks like a pattern is shown as its signals',
    file: 'src/pages/pattern-page.ts',
    find: 'points(says.lookalikes, pattern.guards)',
    replace: 'points(says.lookalikes, pattern.signals)',
  },
  {
    says: 'how common a pattern is is lost',
    file: 'src/pages/pattern-page.ts',
    find: 'prevalence.length === 0',
    replace: 'prevalence.length >= 0',
  },
  {
    says: 'a page of a past date does not say so',
    file: 'src/pages/archive.ts',
    find: '[...(title ? [title] : []), note, ...rest]',
    replace: '[...(title ? [title] : []), ...rest]',
  },
  {
    says: 'links of a page of a past date lead to today',
    file: 'src/pages/archive.ts',
    find: 'routes.has(ownerOf(to)) ? archiveRoute(date, to) : to',
    replace: 'to',
  },
  {
    says: 'an issue does not show its decisions from elsewhere',
    file: 'src/pages/questions.ts',
    find: '(reading?.decisions ?? []).map',
    replace: '(reading?.decisions ?? []).filter(({ home }) => home.id === idOf(key)).map',
  },
  {
    says: 'a reference with a path only is no link',
    file: 'src/pages/blocks/links.ts',
    find: 'isGone ? undefined : documentUrl(book, reference, suite)',
    replace: 'undefined',
  },
  {
    says: 'a figure in a sentence of an issue is that of the whole book',
    file: 'src/pages/blocks/prose.ts',
    find: "return folder === 'issues' ? book.suiteOfIssue(id) : undefined;",
    replace: 'return undefined;',
  },
  {
    says: 'ids in sentences are no links',
    file: 'src/pages/blocks/prose.ts',
    find: 'if (issue === undefined || issue === home.issue) continue;',
    replace: 'continue;',
  },
  {
    says: 'code that was not found in the project is marked as confirmed',
    file: 'src/pages/blocks/code-checks.ts',
    find: "'not-found': ['bad', 'cross'],",
    replace: "'not-found': ['good', 'found'],",
  },
  {
    says: 'a cause whose evidence was not found does not say so',
    file: 'src/pages/blocks/code-checks.ts',
    find: "shown.some(({ outcome }) => outcome === 'not-found')",
    replace: "shown.every(({ outcome }) => outcome === 'not-found')",
  },
  {
    says: 'the figures lose those of impact',
    file: 'src/pages/blocks/figures.ts',
    find: 'figures.byImpact,',
    replace: 'new Map<string, Figure>(),',
  },
  {
    says: 'the open questions of a report stand by id',
    file: 'src/pages/questions.ts',
    find: ' : asked(a) - asked(b)))',
    replace: ' : compareText(a.key, b.key)))',
  },
  {
    says: 'the report leaves out rejected fixes',
    file: 'src/pages/report/triage.ts',
    find: '...reading.fixes.flatMap((fix) => {',
    replace: "...reading.fixes.filter(({ state }) => state !== 'rejected').flatMap((fix) => {",
  },
  {
    says: 'a report leaves out an old fix that runs contradict',
    file: 'src/pages/report/view.ts',
    find: "group !== 'unresolved' && !isContradicted && ",
    replace: "group !== 'unresolved' && ",
  },
  {
    says: 'the seal of a report leaves out its evidence',
    file: 'src/pages/report/seal.ts',
    find: 'if (evidence) records.set(',
    replace: 'if (evidence && records.size === 0) records.set(',
  },
  {
    says: 'closed issues are no change',
    file: 'src/pages/blocks/difference.ts',
    find: "groupOf(word) === 'closed'",
    replace: "word === 'wont-fix'",
  },
  {
    says: 'a test that came to flake is told as known',
    file: 'src/pages/runs/run-changes.ts',
    find: 'flaky: suites.flatMap((id) => newlyFlaky(earlier, later, id)),',
    replace: 'flaky: [],',
  },
  {
    says: 'a suspicion looks like a proof',
    file: 'src/pages/words/verdicts.ts',
    find: "badge('warn', 'Suspected flaky', 'unsure')",
    replace: "badge('bad', 'Flaky', 'cross')",
  },
  {
    says: 'failures are listed oldest first',
    file: 'src/pages/runs/issue-section.ts',
    find: 'failures.slice(-SHOWN_FAILURES).reverse()',
    replace: 'failures.slice(-SHOWN_FAILURES)',
  },
  {
    says: 'passes still needed are counted from none',
    file: 'src/pages/runs/issue-section.ts',
    find: 'Math.max(0, needed - passes)',
    replace: 'needed',
  },
  {
    says: 'the share of a figure is rounded up to 100%',
    file: 'src/pages/words/share.ts',
    find: "if (rounded === 100 && value !== of) return '99.9%';",
    replace: '',
    tests: ['test/pages/words.test.ts'],
  },
];

const RENDER: readonly Fault[] = [
  {
    says: 'links of the site forget where it is served',
    file: 'src/render/links.ts',
    find: 'const prefix = siteBase(base);',
    replace: "const prefix = siteBase('');",
  },
  {
    says: 'a link to a heading loses its anchor in the docs',
    file: 'src/render/links.ts',
    find: 'return encodePath(relativePath(fileOf(from), fileOf(to))) + fragment;',
    replace: 'return encodePath(relativePath(fileOf(from), fileOf(to)));',
  },
  {
    says: 'a link that runs code stays a link',
    file: 'src/core/url.ts',
    find: '.find((scheme) => !SAFE_SCHEMES.has(scheme))',
    replace: '.find(() => false)',
    tests: ['test/render/html.test.ts', 'test/core/url.test.ts'],
  },
  {
    says: 'a link of a record leads to a page that does not exist',
    file: 'src/pages/blocks/prose.ts',
    find: 'book.hasFile(target.file) ? routeOfFile(target.file) : undefined',
    replace: 'routeOfFile(target.file)',
    tests: ['test/pages/links.test.ts'],
  },
  {
    says: 'numbers in tables stand at the left',
    file: 'src/render/nodes/table.ts',
    find: "right: 'fb-end'",
    replace: "right: 'fb-start'",
  },
  {
    says: 'a ticked task looks like one to do',
    file: 'src/render/nodes/text.ts',
    find: "done ? '☑' : '☐'",
    replace: "'☐'",
  },
  {
    says: 'the diff of a snippet marks removed lines as added',
    file: 'src/render/nodes/code.ts',
    find: "line.side === 'before' ? 'del' : 'ins'",
    replace: "line.side === 'before' ? 'ins' : 'del'",
  },
  {
    says: 'the snippet as it was written is lost from the docs',
    file: 'src/render/nodes/code.ts',
    find: 'whole === undefined\n      ? [\n          ...captionAndFence',
    replace: 'whole !== null\n      ? [\n          ...captionAndFence',
  },
  {
    says: 'headings have no anchors',
    file: 'src/render/nodes/text.ts',
    find: 'page.headings.push({ depth, slug, text });',
    replace: '',
  },
  {
    says: 'cards lose their notes',
    file: 'src/render/nodes/figure-cards.ts',
    find: "element('dd', { className: ['fb-note'] }, [note]),",
    replace: '',
  },
  {
    says: 'the gauge of a fix is full too early',
    file: 'src/render/nodes/confidence-gauge.ts',
    find: 'ahead.length > 0) return Math.min(...ahead)',
    replace: 'ahead.length > 1) return Math.min(...ahead)',
  },
  {
    says: 'the strip of runs begins anew after 39 runs',
    file: 'src/render/nodes/runs.ts',
    find: 'const COLUMNS = 40;',
    replace: 'const COLUMNS = 39;',
    tests: ['test/render/runs.test.ts'],
  },
];

const PRINT: readonly Fault[] = [
  {
    says: 'GitHub gets the end line as the line',
    file: 'src/print/findings.ts',
    find: 'line: start.line,\n      endLine',
    replace: 'line: end.line,\n      endLine',
  },
  {
    says: 'JSON loses the columns',
    file: 'src/print/findings.ts',
    find: 'column: finding.place.start.column,',
    replace: 'column: finding.place.start.line,',
  },
  {
    says: 'a warning is printed as an error',
    file: 'src/print/findings.ts',
    find: "(['yellow', 'warning'] as const)",
    replace: "(['red', 'error'] as const)",
  },
  {
    says: 'a report on a terminal steers it',
    file: 'src/print/terminal.ts',
    find: 'this.#write(unobeyed(visibleLines(text)));',
    replace: 'this.#write(text);',
  },
  {
    says: 'a CI machine obeys a line of test output',
    file: 'src/print/lines.ts',
    find: 'const safe = unobeyed(plain);',
    replace: 'const safe = plain;',
  },
  {
    says: 'a CI machine obeys a text in JSON',
    file: 'src/print/json.ts',
    find: ".replace(/\\[(?<=##\\w*\\[)/g, '\\\\u005b')",
    replace: '',
  },
  {
    says: 'a pretty finding loses its related places',
    file: 'src/print/findings.ts',
    find: '...related.map(\n',
    replace: '...related.slice(9).map(\n',
  },
  {
    says: 'workarounds are not printed with a match',
    file: 'src/print/matched.ts',
    find: "...(workaround === '' ? [] :",
    replace: "...(workaround !== '' ? [] :",
  },
  {
    says: 'GitHub is told of known failures as errors',
    file: 'src/print/matched.ts',
    find: "isRed(failure) && failure.kind !== 'known'",
    replace: 'isRed(failure)',
  },
  {
    says: 'an ingested run does not say that it is partial',
    file: 'src/pages/words/results.ts',
    find: "run.partial ? partial : ''",
    replace: "''",
  },
];

const AS_OF: readonly Fault[] = [
  {
    says: 'closed tests count as unresolved',
    file: 'src/asof/derive.ts',
    find: "testsUnresolved: count('unresolved'),",
    replace: "testsUnresolved: count('closed'),",
  },
  {
    says: 'stable tests leave out one unresolved test',
    file: 'src/asof/derive.ts',
    find: 'sized.filter(isUnresolved).length,',
    replace: 'sized.filter(isUnresolved).length + 1,',
  },
  {
    says: 'a test that two issues name counts twice',
    file: 'src/asof/derive.ts',
    find: 'state.key}',
    replace: 'state.id}',
  },
  {
    says: 'a suite may have fewer tests than issues name',
    file: 'src/asof/read-as-of.ts',
    find: 'named <= size.tests',
    replace: 'named >= 0',
  },
  {
    says: 'a mitigation makes tests stable',
    file: 'src/asof/derive.ts',
    find: "if (piece.fix.kind === 'fix') for (const id of tests)",
    replace: "if (piece.fix.kind !== 'relocation') for (const id of tests)",
    tests: ['test/asof/plan.test.ts'],
  },
  {
    says: 'a shared fix counts in each of its issues',
    file: 'src/asof/derive.ts',
    find: 'new Set(keyed.map(({ key }) => key)).size',
    replace: 'keyed.length',
  },
  {
    says: 'done tasks stay in the plan',
    file: 'src/asof/plan.ts',
    find: '.filter((task) => task.done === undefined)',
    replace: '',
  },
  {
    says: 'the oldest cause leads, and not the newest',
    file: 'src/asof/reading/causes.ts',
    find: 'view.instantMs(b.since) - view.instantMs(a.since)',
    replace: 'view.instantMs(a.since) - view.instantMs(b.since)',
  },
  {
    says: 'an answer is known before it is given',
    file: 'src/asof/reading/decisions.ts',
    find: 'view.sees(decision.answered);',
    replace: 'true;',
  },
  {
    says: 'a question is overdue on the day that it is due',
    file: 'src/asof/reading/as-of-view.ts',
    find: 'isPast: (when: When) => instantMs(when) < asOf.instantMs,',
    replace: 'isPast: (when: When) => instantMs(when) <= asOf.instantMs,',
    tests: ['test/asof/decisions.test.ts'],
  },
  {
    says: 'a reopened issue keeps its fix as applied',
    file: 'src/asof/reading/fixes.ts',
    find: "all.includes('fell')",
    replace: "all.filter((one) => one === 'fell').length > 1",
  },
  {
    says: 'what was tried in vain stays in the plan',
    file: 'src/asof/reading/trials.ts',
    find: "outcome === 'failed' || (result !== undefined && outcome !== 'helped')",
    replace: "outcome === 'failed'",
  },
  {
    says: 'a fix is known before anybody names it',
    file: 'src/asof/reading/known.ts',
    find: '[fix.proposed ?? [], named, question].flat()',
    replace: '[fix.proposed ?? []].flat()',
  },
  {
    says: 'an entry without tests reaches those that became known later',
    file: 'src/records/issue/in-force.ts',
    find: 'known.length === tests.length',
    replace: 'known.length >= 0',
  },
  {
    says: 'the oldest size of a suite counts',
    file: 'src/asof/read-as-of.ts',
    find: 'instantMs(size.date) >= instantMs(newest.date)',
    replace: 'instantMs(size.date) <= instantMs(newest.date)',
  },
  {
    says: 'the time to fix ends with the last entry, and not with the fix',
    file: 'src/records/issue/in-force.ts',
    find: '(before?.settled ?? entry)',
    replace: 'entry',
    tests: ['test/asof'],
  },
  {
    says: 'the difference forgets what is gone',
    file: 'src/asof/diff.ts',
    find: 'const keys = [...after.keys(), ...[...before.keys()].filter((key) => !after.has(key))];',
    replace: 'const keys = [...after.keys()];',
    tests: ['test/asof/diff.test.ts', 'test/asof/laws.test.ts'],
  },
  {
    says: 'issues without an impact come first',
    file: 'src/asof/derive.ts',
    find: 'isMissing(a) - isMissing(b)',
    replace: 'isMissing(b) - isMissing(a)',
  },
];

const RUNS: readonly Fault[] = [
  {
    says: 'a run of another branch counts',
    file: 'src/runs/verdict/run-kinds.ts',
    find: "? 'branch'\n",
    replace: "? 'counted'\n",
  },
  {
    says: 'a run in which all failed counts',
    file: 'src/runs/verdict/run-kinds.ts',
    find: 'failed / executed > MASS_FAILURE',
    replace: 'failed / executed > 1',
  },
  {
    says: 'the interval of a rate is too narrow',
    file: 'src/runs/verdict/statistics.ts',
    find: 'const Z = 1.959964;',
    replace: 'const Z = 1.644854;',
  },
  {
    says: 'luck is worked out with one pass too many',
    file: 'src/runs/verdict/statistics.ts',
    find: 'failuresSince, passes + failuresSince)',
    replace: 'failuresSince, passes + failuresSince + 1)',
  },
  {
    says: 'a test that failed once is called flaky',
    file: 'src/runs/verdict/verdict.ts',
    find: 'blocks > 1 ?',
    replace: 'blocks > 0 ?',
  },
  {
    says: 'a test that never passed is not called broken',
    file: 'src/runs/verdict/verdict.ts',
    find: 'first.length === executions.length',
    replace: 'first.length > executions.length',
  },
  {
    says: 'failures of a regression are in the rate',
    file: 'src/runs/verdict/histories.ts',
    find: 'failures.filter(({ execution }) => !setAside.has(execution))',
    replace: 'failures',
  },
  {
    says: 'windows of a rate lose their last runs',
    file: 'src/runs/verdict/rate-windows.ts',
    find: 'Math.floor(((i + 1) * executions.length) / count)',
    replace: 'Math.floor(((i + 1) * (executions.length - 1)) / count)',
  },
  {
    says: 'two tests that fail together once are a group',
    file: 'src/runs/verdict/flake-groups.ts',
    find: 'const SIGNIFICANCE = 0.01;',
    replace: 'const SIGNIFICANCE = 0.000001;',
  },
  {
    says: 'an environment that explains a failure is not told',
    file: 'src/runs/verdict/verdict-by-environment.ts',
    find: 'if (!first || inTime.every((one) => environmentOf(one) === environmentOf(first))) return judge(inTime);',
    replace: 'return judge(inTime);',
  },
  {
    says: 'a pending test of CTRF is of an unknown kind',
    file: 'src/runs/read/json/ctrf.ts',
    find: "pending: 'skipped',",
    replace: "pending: 'other',",
    tests: ['test/results/dialects.test.ts'],
  },
  {
    says: 'a test that passed on retry simply passed',
    file: 'src/runs/read/json/ctrf.ts',
    find: "typeof test.flaky === 'boolean' ? test.flaky : hasFailedBefore",
    replace: "typeof test.flaky === 'boolean' ? false : hasFailedBefore",
  },
  {
    says: 'a test without an end is worse than one that failed',
    file: 'src/core/outcome.ts',
    find: "  'unfinished',\n  'failed',\n  'errored',\n];",
    replace: "  'failed',\n  'errored',\n  'unfinished',\n];",
    tests: ['test/asof/runs/measure-run.test.ts'],
  },
  {
    says: 'tests of one name in two files are one',
    file: 'src/runs/merge/file-outcomes.ts',
    find: '{file}\\u0001$',
    replace: '{classname}\\u0001$',
    tests: ['test/asof/runs/measure-run.test.ts'],
  },
  {
    says: 'threads give their results in another order',
    file: 'src/host/pool.ts',
    find: ': results.shift();',
    replace: ': results.pop();',
    tests: ['test/host/pool.test.ts'],
  },
  {
    says: 'of two shards with a test the better outcome counts',
    file: 'src/runs/merge/merge-attempts.ts',
    find: 'before ? worseOf(before, seen) : seen',
    replace: 'before ?? seen',
    tests: ['test/asof/runs/measure-run.test.ts'],
  },
];

const CLAIMS: readonly Fault[] = [
  {
    says: 'one day is enough for a fix to be supported',
    file: 'src/confirm/measure-fixes.ts',
    find: 'days >= LEAST_DAYS',
    replace: 'days >= 1',
    tests: ['test/confirm/measure-fixes.test.ts'],
  },
  {
    says: 'a failure after a fix does not contradict it',
    file: 'src/confirm/measure-fixes.ts',
    find: "if (relapses.length > 0) return 'contradicted';",
    replace: '',
  },
  {
    says: 'a proposal names all tests of an issue',
    file: 'src/confirm/propose.ts',
    find: 'letters.length === reading.issue.tests.length ? [] : letters',
    replace: '[]',
  },
  {
    says: 'runs before a claim count as after it',
    file: 'src/confirm/claim-history.ts',
    find: 'calendar.instantMs(run.at) > calendar.instantMs(at)',
    replace: 'calendar.instantMs(run.at) !== calendar.instantMs(at)',
  },
  {
    says: 'tests with an issue are proposed as new',
    file: 'src/detect/detect.ts',
    find: 'filter(({ issues }) => issues.length === 0)',
    replace: 'filter(({ issues }) => issues.length >= 0)',
  },
  {
    says: 'the rarest failure of a test is told first',
    file: 'src/detect/detect.ts',
    find: '.sort((a, b) => b.count - a.count)',
    replace: '.sort((a, b) => a.count - b.count)',
  },
  {
    says: 'a symptom is worth more than a signature',
    file: 'src/match/match.ts',
    find: 'signatureAndTest: 0,',
    replace: 'signatureAndTest: 5,',
    tests: ['test/match/match.test.ts'],
  },
  {
    says: 'a test of an issue that fails otherwise is known',
    file: 'src/match/match.ts',
    find: 'return signatures.length + symptoms.length === 0;',
    replace: 'return signatures.length === 0;',
  },
  {
    says: 'what any tool says tells an issue by any test',
    file: 'src/match/match.ts',
    find: 'if (isGeneric) like.push(',
    replace: 'if (!isGeneric) like.push(',
    tests: ['test/match/match.test.ts'],
  },
  {
    says: 'small numbers may differ where a signature says which may',
    file: 'src/match/match.ts',
    find: "(kind !== 'numbers' || signatures.length > 0)",
    replace: "kind !== 'numbers'",
    tests: ['test/match/books.test.ts'],
  },
  {
    says: 'a wrapper counts as much as the cause',
    file: 'src/match/reading.ts',
    find: 'said: said.slice(cause, end)',
    replace: 'said',
    tests: ['test/match/reading.test.ts'],
  },
  {
    says: 'a part may be more than its whole',
    file: 'src/audit/shares.ts',
    find: 'value <= whole ||',
    replace: 'value <= whole + 9 ||',
  },
  {
    says: 'no percentage is wrong',
    file: 'src/audit/quantities.ts',
    find: 'return printed >= Math.floor(exact) &&',
    replace: 'return printed >= 0 ||',
  },
  {
    says: 'a document is held against the book of another day',
    file: 'src/audit/figures.ts',
    find: 'return others.length === 0 && isWhen(only) ? only : undefined;',
    replace: 'return undefined;',
  },
];

const RECORDS: readonly Fault[] = [
  {
    says: 'a date after `until` is no finding',
    file: 'src/records/check/check-timeline.ts',
    find: 'calendar.instantMs(until) < now',
    replace: 'calendar.instantMs(until) < 0',
  },
  {
    says: 'a date after `until` is an error',
    file: 'src/records/rules/timeline.ts',
    find: "'until-passed': {\n    severity: 'warning',",
    replace: "'until-passed': {\n    severity: 'error',",
  },
  {
    says: 'a cause may fall before it is proposed',
    file: 'src/records/check/check-timeline.ts',
    find: 'calendar.comesBefore(at, firstAt)',
    replace: 'calendar.comesBefore(firstAt, at)',
  },
  {
    says: 'an answer may be none of the options',
    file: 'src/records/check/check-timeline.ts',
    find: 'if (options.includes(value)) continue;',
    replace: 'continue;',
  },
  {
    says: 'a mitigation may be called a fix',
    file: 'src/records/check/check-timeline.ts',
    find: "if (kind !== 'fix')",
    replace: "if (kind === 'fix')",
  },
  {
    says: 'entries need no order',
    file: 'src/records/check/check-timeline.ts',
    find: 'if (!previous || !calendar.comesBefore(at, previous.at)) continue;',
    replace: 'if (!previous || calendar.comesBefore(previous.at, at)) continue;',
  },
  {
    says: 'ids that nothing declares are no finding',
    file: 'src/records/check/check-links.ts',
    find: 'if (!index.has(use.what, use.id))',
    replace: "if (use.what === 'test' && !index.has(use.what, use.id))",
  },
  {
    says: 'a retired id may be given again',
    file: 'src/records/check/check-ids.ts',
    find: 'retired.has(id.toLowerCase())',
    replace: 'retired.has(id)',
  },
  {
    says: 'a pair of snippets may have two languages',
    file: 'src/records/body/snippet.ts',
    find: " || (lang !== other && lang !== '' && other !== '')",
    replace: '',
    tests: ['test/records/body.test.ts', 'test/records/broken-book.test.ts'],
  },
  {
    says: 'counts of a run need not add up',
    file: 'src/records/check/check-runs.ts',
    find: 'if (total === undefined || sum === total ||',
    replace: 'if (total === undefined || sum <= total ||',
    tests: ['test/records/suite.test.ts', 'test/rules/rules.test.ts'],
  },
  {
    says: 'the day until which something holds may be any text',
    file: 'src/records/issue/timeline.ts',
    find: 'until: field(when,',
    replace: 'until: field(text,',
    tests: ['test/records/timeline.test.ts', 'test/records/never-throws.test.ts'],
  },
  {
    says: 'findings of a line are in the wrong order',
    file: 'src/core/finding.ts',
    find: 'a.place.start.column - b.place.start.column',
    replace: 'b.place.start.column - a.place.start.column',
  },
  {
    says: 'a date alone ends with the day of UTC',
    file: 'src/core/calendar.ts',
    find: 'next.toZonedDateTime(timeZone)',
    replace: "next.toZonedDateTime('UTC')",
    tests: ['test/asof/decisions.test.ts', 'test/asof/laws.test.ts', 'test/cli/time.test.ts'],
  },
  {
    says: 'a week of work has the days of a calendar',
    file: 'src/core/effort.ts',
    find: 'w: time.weekMinutes',
    replace: 'w: 7 * time.dayMinutes',
  },
  {
    says: 'the dates of an issue forget those of its decisions',
    file: 'src/asof/read-as-of.ts',
    find: '[decision.asked ?? [], decision.answered ?? []].flat()',
    replace: '[decision.asked ?? []].flat()',
  },
];

const TEXT: readonly Fault[] = [
  {
    says: 'the place of a finding is one column off',
    file: 'src/text/locator.ts',
    find: 'column: clamped - (starts[low] as number) + 1',
    replace: 'column: clamped - (starts[low] as number)',
  },
  {
    says: 'front matter that no line closes is read to the end',
    file: 'src/text/front-matter.ts',
    find: "finding('unclosed-front-matter', FILE_START)",
    replace: "finding('empty-front-matter', FILE_START)",
  },
];

const VERIFY: readonly Fault[] = [
  {
    says: 'the snippet before an applied fix is called not found',
    file: 'src/verify/verify-snippets.ts',
    find: 'the fix is applied at this commit',
    replace: 'the fix is applied',
  },
  {
    says: 'a commit of another day is confirmed',
    file: 'src/verify/verify-commits.ts',
    find: 'if (day === written || day === put) return CONFIRMED;',
    replace: 'if (day >= written || day === put) return CONFIRMED;',
  },
  {
    says: 'a commit that the repository lacks cannot be checked',
    file: 'src/verify/verify-commits.ts',
    find: "notFound('the repository has no such commit')",
    replace: "notCheckable('the repository has no such commit')",
  },
  {
    says: 'a run may be older than its commit',
    file: 'src/verify/verify-commits.ts',
    find: 'calendar.daysBetween(day, date) >= 0',
    replace: 'calendar.daysBetween(day, date) >= -99',
    tests: ['test/verify/commits.test.ts'],
  },
  {
    says: 'the second line of a snippet is not looked for',
    file: 'src/verify/match-snippet.ts',
    find: 'if (!line || position - from >= gap) return undefined;',
    replace: 'if (!line || position - from >= gap) break;',
  },
];

const COMMANDS: readonly Fault[] = [
  {
    says: '`check` of a faulty book ends as if all were well',
    file: 'src/cli/check.ts',
    find: 'hasErrors(findings) ? EXIT.findings : EXIT.clean',
    replace: 'EXIT.clean',
  },
  {
    says: '`match` ends well with an unknown failure',
    file: 'src/cli/match.ts',
    find: 'unknown: like + other,',
    replace: 'unknown: like,',
    tests: ['test/cli/match.test.ts'],
  },
  {
    says: '`report --check` finds no report stale',
    file: 'src/host/make-report.ts',
    find: 'const stands = REPORT_DETAILS',
    replace: "const stands = seal.asOf !== '' || REPORT_DETAILS",
    tests: ['test/cli/report.test.ts'],
  },
  {
    says: '`report --check` does not say which records moved',
    file: 'src/pages/report/seal.ts',
    find: 'written.records.get(file) !== now.records.get(file)?.slice(0, DIGEST_CHARACTERS)',
    replace: 'written.records.has(file) !== now.records.has(file)',
  },
  {
    says: '`diff` reads the newest book whatever `--to` says',
    file: 'src/cli/diff.ts',
    find: '{ ...options, asOf: options.to }',
    replace: 'options',
  },
  {
    says: '`verify` ends well where claims were not found',
    file: 'src/cli/verify.ts',
    find: "verified.claims.some(({ outcome }) => outcome === 'not-found') ? EXIT.findings : EXIT.clean",
    replace: 'EXIT.clean',
  },
  {
    says: 'warnings stop a build',
    file: 'src/cli/session.ts',
    find: 'if (!hasErrors(findings)) return result;',
    replace: 'if (findings.length === 0) return result;',
  },
];

const CACHE: readonly Fault[] = [
  {
    says: 'a page of an issue keeps references as they were',
    file: 'src/pages/questions.ts',
    find: '.findLast((item) => item.id === idOf(key)),\n);',
    replace:
      '.findLast((item) => item.id === idOf(key)),\n);\nObject.assign(reference, { format: { text: (one) => String(one?.id), parse: JSON.parse } });',
    tests: ['test/host/pages-follow.test.ts'],
  },
  {
    says: 'a page of a pattern keeps the titles of its issues',
    file: 'src/pages/questions.ts',
    find: '({ issue: own }) => ids.has(own.id));\n});',
    replace:
      '({ issue: own }) => ids.has(own.id));\n});\nObject.assign(patternRows, { format: { text: (all) => JSON.stringify(all.map(({ title: _, ...row }) => row)), parse: JSON.parse } });',
    tests: ['test/host/pages-follow.test.ts'],
  },
  {
    says: 'a page does not see new runs',
    file: 'src/host/open-book.ts',
    find: "name === 'runs' ?",
    replace: "name === 'runs' && key === '' ?",
    tests: ['test/host/runs-on-pages.test.ts'],
  },
  {
    says: 'a changed file is taken for unchanged',
    file: 'src/host/refresh.ts',
    find: 'else if (row?.digest !== digestText(bytes)) changed',
    replace: 'else if (!row) changed',
    tests: ['test/host/refresh.test.ts'],
  },
  {
    says: 'findings about figures stay as they were',
    file: 'src/host/cache-changes.ts',
    find: 'if (old?.digest === digest) continue;',
    replace: "if (old && (old.digest === digest || part === 'claims')) continue;",
    tests: ['test/host/findings-warm-as-cold.test.ts', 'test/host/refresh.test.ts'],
  },
  {
    says: 'an issue does not see who comes to name it',
    file: 'src/pages/questions.ts',
    find: 'export const figures: Question<Figures> = {',
    replace:
      'Object.assign(around, { format: { text: ({ namedBy: _, ...rest }) => JSON.stringify(rest), parse: JSON.parse } });\nexport const figures: Question<Figures> = {',
    tests: ['test/host/pages-follow.test.ts'],
  },
  {
    says: 'the list of issues does not see that runs contradict one',
    file: 'src/pages/questions.ts',
    find: 'readRows(read, at, () => true));',
    replace:
      'readRows(read, at, () => true));\nObject.assign(rows, { format: { text: (all) => JSON.stringify(all.map(({ isContradicted: _, ...row }) => row)), parse: JSON.parse } });',
    tests: ['test/host/runs-on-pages.test.ts'],
  },
  {
    says: 'rows of issues have no status',
    file: 'src/pages/issue-rows.ts',
    find: 'return { suite, status, group,',
    replace: 'return { suite, group,',
    tests: ['test/host/pages-follow.test.ts'],
  },
  {
    says: 'changed records are read as they were',
    file: 'src/host/open-book.ts',
    find: "name === 'records' ? 'record' : name",
    replace: 'name',
    tests: ['test/host/pages-follow.test.ts'],
  },
  {
    says: 'a page keeps the date of another reading',
    file: 'src/host/open-book.ts',
    find: "if (name === 'as-of') return momentOf(key, asOf);",
    replace: "if (name === 'as-of') return key;",
    tests: ['test/host/pages-follow.test.ts'],
  },
  {
    says: 'what a file no longer says is still in the digest of all files',
    file: 'src/host/cache-changes.ts',
    find: '[[before, -1] as const, [after, 1] as const]',
    replace: '[[after, 1] as const]',
    tests: ['test/host/refresh.test.ts'],
  },
  {
    says: 'two files that change places are as before',
    file: 'src/host/cache-changes.ts',
    find: 'function memberOf(file: string, digest: string | undefined): bigint {',
    replace: "function memberOf(_: string, digest: string | undefined, file = ''): bigint {",
    tests: ['test/host/refresh.test.ts'],
  },
  {
    says: 'what a file no longer says is still found',
    file: 'src/host/cache-changes.ts',
    find: 'for (const old of before.values()) this.#removePart(row.file, old);',
    replace: '',
    tests: ['test/host/refresh.test.ts'],
  },
  {
    says: 'what a removed file said is still found',
    file: 'src/host/cache-changes.ts',
    find: 'for (const old of this.#parts(known).values()) this.#removePart(file, old);',
    replace: '',
    tests: ['test/host/refresh.test.ts'],
  },
  {
    says: 'a row of the cache is believed without its checksum',
    file: 'src/host/cache-database.ts',
    find: 'if (this.sum(...columns) !== sum) throw',
    replace: 'if (Number.isNaN(sum)) throw',
    tests: ['test/hostile/cache.test.ts'],
  },
  {
    says: 'a text of the cache is believed without its digest',
    file: 'src/host/cache.ts',
    find: "typeof value === 'string' && shortDigest(value) === digest",
    replace: "typeof value === 'string' && digest !== ''",
    tests: ['test/hostile/cache.test.ts'],
  },
  {
    says: 'an answer is believed without its digest',
    file: 'src/store/store.ts',
    find: 'if (text === undefined || this.#parts.digest(text) !== digest) return undefined;',
    replace: 'if (text === undefined) return undefined;',
    tests: ['test/store/store.test.ts'],
  },
  {
    says: 'rows that the cache lost are not missed',
    file: 'src/host/cache.ts',
    find: 'if (sum !== (this.head().sets[set] ?? EMPTY_SET).rows) throw',
    replace: 'if (sum < 0) throw',
    tests: ['test/hostile/cache.test.ts'],
  },
  {
    says: 'an output that somebody edited counts as written',
    file: 'src/host/outputs.ts',
    find: 'stats.size === size && stats.mtimeMs === changedMs',
    replace: 'stats.size === size',
    tests: ['test/host/outputs.test.ts'],
  },
  {
    says: 'an output with files of others counts as written',
    file: 'src/host/outputs.ts',
    find: 'listFiles(path).length === files.size && ',
    replace: '',
    tests: ['test/host/outputs.test.ts'],
  },
  {
    says: 'a finding about all files stands at the next place',
    file: 'src/records/check/link-facts.ts',
    find: 'places.push([...some]) - 1',
    replace: 'places.push([...some])',
    tests: ['test/records/link-facts.test.ts'],
  },
  {
    says: 'of two uses of a name only the first is found',
    file: 'src/records/check/link-facts.ts',
    find: 'if (known) known.places.push(use.place);',
    replace: 'if (known) continue;',
    tests: ['test/records/link-facts.test.ts'],
  },
];

const WORLD: readonly Fault[] = [
  {
    says: 'an output folder of somebody else is replaced',
    file: 'src/host/output-folder.ts',
    find: 'return disk.readdirSync(path).length > 0;',
    replace: 'return false;',
    tests: ['test/host/output-folder.test.ts'],
  },
  {
    says: 'a change of the output that was decided is not finished after a kill',
    file: 'src/host/output-folder.ts',
    find: 'if (isFolder(join(out, HOME, SWITCH), disk)) carryOut(out, disk);',
    replace: '',
    tests: ['test/host/output-folder.test.ts'],
  },
  {
    says: 'the last output is removed before the switch is decided',
    file: 'src/host/output-folder.ts',
    find: "this.#disk.mkdirSync(join(stage, 'whole'), { recursive: true });",
    replace:
      "this.#disk.rmSync(path, REMOVE);\n      this.#disk.mkdirSync(join(stage, 'whole'), { recursive: true });",
    tests: ['test/host/output-folder.test.ts'],
  },
  {
    says: 'a switch writes where a link leads that is no output',
    file: 'src/host/output-folder.ts',
    find: 'if (!disk.existsSync(join(path, MARK))) continue;',
    replace: '',
    tests: ['test/host/output-folder.test.ts'],
  },
  {
    says: 'a failed set-up is no failure of a match',
    file: 'src/runs/merge/failure-reader.ts',
    find: 'failed: [...failed, ...setups],',
    replace: 'failed,',
    tests: ['test/cli/match.test.ts'],
  },
  {
    says: 'the box of a site does not know what stored runs show of other tests',
    file: 'src/site/data-files.ts',
    find: '      seen,\n',
    replace: '      [],\n',
    tests: ['test/cli/box.test.ts'],
  },
  {
    says: 'the box of a site reads no log',
    file: 'src/site/search/answering.ts',
    find: 'readPieces(pieces, new ResultsReader(taker.onTest, true))',
    replace: 'readPieces(pieces, new ResultsReader(taker.onTest))',
    tests: ['test/cli/box.test.ts'],
  },
  {
    says: 'a failure of several lines is looked for among the pages',
    file: 'src/site/search/text-shape.ts',
    find: "return 'lines';",
    replace: "return 'words';",
    tests: ['test/search/text-shape.test.ts'],
  },
  {
    says: 'a page of the site has the title of its route',
    file: 'src/site/site-pages.ts',
    find: 'return { ...entry,',
    replace: 'return { ...entry, title: spec.route,',
    tests: ['test/site/site.test.ts'],
  },
  {
    says: 'links of matches lead to records where there is a site',
    file: 'src/host/match-results.ts',
    find: 'if (site === undefined)',
    replace: 'if (site !== null)',
  },
];

const STORE: readonly Fault[] = [
  {
    says: 'an answer holds although what it read changed',
    file: 'src/store/store.ts',
    find: 'kept && this.#holds(kept.trace)',
    replace: 'kept',
  },
  {
    says: 'only the first thing that an answer read is looked at',
    file: 'src/store/store.ts',
    find: 'holds && i < reads.length;',
    replace: 'i < 1;',
  },
  {
    says: 'what a transparent answer read is not noted by who asked',
    file: 'src/store/store.ts',
    find: 'for (const [id, read] of frame) this.#frame?.set(id, read);',
    replace: '',
  },
  {
    says: 'an answer does not depend on the questions that it asked',
    file: 'src/store/store.ts',
    find: 'this.#note(question, key, digest);',
    replace: '',
  },
  {
    says: 'an answer does not depend on the sources that it read',
    file: 'src/store/store.ts',
    find: 'this.#note(question, key, sources.digest(question.name, key));',
    replace: '',
  },
  {
    says: 'a source that changes is taken for unchanged',
    file: 'src/store/store.ts',
    find: 'const digest = this.#parts.sources.digest(name, key);',
    replace: "const digest = this.#parts.sources.digest(name, '');",
  },
  {
    says: 'more answers stay in memory than there is room for',
    file: 'src/store/store.ts',
    find: 'answers.size > room)',
    replace: 'answers.size > room + 9)',
  },
  {
    says: 'a trace once looked at always holds',
    file: 'src/store/store.ts',
    find: 'this.#holding.set(trace, holds);\n    return holds;',
    replace: 'this.#holding.set(trace, holds);\n    return true;',
  },
];

const SEARCH: readonly Fault[] = [
  {
    says: 'words of a record become HTML in the search',
    file: 'src/site/elements.ts',
    find: "  element.append(...children.map((child) => (typeof child === 'string' ? shown(child) : child)));\n",
    replace:
      "  for (const child of children) {\n    if (typeof child === 'string') element.insertAdjacentHTML('beforeend', shown(child));\n    else element.append(child);\n  }\n",
    tests: ['test/site/build.test.ts'],
  },
  {
    says: 'a chosen filter hides what else its facet has',
    file: 'src/site/search/search.ts',
    find: '? await ask(chosen.filter((other) => other !== facet))',
    replace: '? await ask(chosen)',
    tests: ['test/site/search.test.ts'],
  },
  {
    says: 'the search marks other words than it found',
    file: 'src/site/search/find-pages.ts',
    find: 'asked.some((term) => isAnswer(word, term))',
    replace: '!asked.some((term) => isAnswer(word, term))',
    tests: ['test/search/index.test.ts'],
  },
  {
    says: 'the search takes one of the words for all of them',
    file: 'src/site/search/find-pages.ts',
    find: 'gains.every((gain) => gain.has(number))',
    replace: 'gains.some((gain) => gain.has(number))',
    tests: ['test/search/index.test.ts'],
  },
  {
    says: 'the index of the search numbers pages from another beginning',
    file: 'src/site/search/index-files.ts',
    find: 'known.last = number;',
    replace: 'known.last = number + 1;',
    tests: ['test/search/index.test.ts'],
  },
];

export const FAULTS: readonly Fault[] = [
  ...ONCE_SURVIVED,
  ...PAGES,
  ...RENDER,
  ...PRINT,
  ...AS_OF,
  ...RUNS,
  ...CLAIMS,
  ...RECORDS,
  ...TEXT,
  ...VERIFY,
  ...COMMANDS,
  ...CACHE,
  ...WORLD,
  ...STORE,
  ...SEARCH,
];
