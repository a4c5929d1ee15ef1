import type { RootContent } from 'mdast';
import { createCalendar } from '../../core/calendar.ts';
import { type Body, sectionsOf } from '../../records/body/section.ts';
import type { Run } from '../../records/suite/suite.ts';
import { expectedTable, untoldFigures } from '../blocks/figures.ts';
import { referenceLine } from '../blocks/links.ts';
import { type AlikeRuns, alikeRuns, runBlocks, runTitle } from '../blocks/noted-runs.ts';
import { bullets, code, fact, heading, list, paragraph, section } from '../blocks/tree.ts';
import { words as all } from '../words/words.ts';
import type { ReportView } from './view.ts';

const words = all.report.verification;
const about = all.report.about;

/** The noted runs, what the planned work is expected to give, and all figures. */
export function composeVerification(view: ReportView): RootContent[] {
  const { book, reading, figures } = view;
  const { suite } = reading;
  const body = book.body(suite.file);
  const noRun = book.measuredRuns(suite.id).length === 0 ? words.noRun : words.onlyMeasured;
  return [
    heading(2, words.heading),
    ...(suite.runs.length === 0
      ? [paragraph(noRun)]
      : alikeRuns(suite.runs).flatMap((runs) => notedRuns(view, runs, body))),
    ...(figures.expected.length === 0
      ? []
      : [heading(3, all.plan.carriedOut), paragraph(words.steps), expectedTable(book, figures)]),
    ...section(3, words.figures, bullets(untoldFigures(figures))),
  ];
}

/** A green run, and what its log may claim, says little where tests are known to be flaky. */
function notedRuns({ book, reading, figures }: ReportView, runs: AlikeRuns, body: Body): RootContent[] {
  const isGreen = runs.some(({ passed = 0, ran, of }) => passed > 0 && passed === (ran ?? of));
  const unresolved = figures.testsUnresolved.value;
  const logOf = ({ id }: Run) => sectionsOf(body, 'run', id);
  return [
    ...runBlocks(book, runs, logOf, { file: reading.suite.file }),
    ...(isGreen && unresolved > 0 ? [paragraph(words.greenRun(unresolved))] : []),
  ];
}

export function composeDocumentation({ book, reading: { suite } }: ReportView): RootContent[] {
  const groups = suite.references.flatMap((id) => book.references.find((group) => group.id === id) ?? []);
  if (groups.length === 0) return [];
  return [
    heading(2, all.references.title),
    ...groups.flatMap(({ title, items }) => [
      heading(3, title),
      list(items.map((item) => referenceLine(book, item, suite, 'cited'))),
    ]),
  ];
}

/** What a machine or a doubter wants to know: which run was the last, and what the report was made from. */
export function composeAbout(view: ReportView): RootContent[] {
  const { seal } = view;
  return [
    heading(2, about.heading),
    list([
      ...fact(about.run, newestRun(view)),
      ...fact(about.records, about.digest(seal.records.length), code(seal.digest.slice(0, 16))),
    ]),
  ];
}

/** Of two runs of one date, the one that stands later in the file. */
function newestRun({ book, reading }: ReportView): string | undefined {
  const { instantMs } = createCalendar(book.settings.timeZone);
  const newest = reading.suite.runs.toSorted((a, b) => instantMs(a.date) - instantMs(b.date)).at(-1);
  return newest && about.newest(newest.passed, newest.ran ?? newest.of, runTitle(newest), newest.date);
}
