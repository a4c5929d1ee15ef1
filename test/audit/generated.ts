import fc from 'fast-check';
import { formatPercent } from '../../src/audit/quantities.ts';

/** A number of a generated document: `at` is its offset, `wrong` what a slip of the pen makes of it. */
interface PlantedFigure {
  readonly at: number;
  readonly text: string;
  readonly wrong: string;
}

export interface GeneratedDocument {
  readonly text: string;
  readonly figures: readonly PlantedFigure[];
}

interface Parts {
  readonly tests: readonly number[];
  readonly fixed: number;
  readonly size: number;
  readonly efforts: readonly number[];
}

/** Triage documents whose figures agree: three to six issues, one to three tests each, some of them fixed. */
export function arbitraryDocument(): fc.Arbitrary<GeneratedDocument> {
  return fc
    .record({
      tests: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 6 }),
      fixed: fc.integer({ min: 1, max: 2 }),
      size: fc.integer({ min: 100, max: 900 }),
      efforts: fc.array(fc.integer({ min: 5, max: 55 }), { minLength: 2, maxLength: 4 }),
    })
    .filter(({ tests }) => tests.some((count) => count > 1))
    .map(write);
}

/** Figures stand between `{` and `}`. */
function write({ tests, fixed, size, efforts }: Parts): GeneratedDocument {
  const ids = tests.map((_, i) => `GEN-FLAKY-00${i + 1}`);
  const mark = (i: number) => (i < fixed ? '✅' : '⏳');
  const affected = sum(tests);
  const remaining = sum(tests.slice(fixed));
  const stable = size - remaining;
  const lines = [
    '# Flaky tests of the generator: complete triage',
    '',
    `**Scope**: All {${affected}} flaky tests`,
    '',
    `**Status**: {${fixed}} Fixed ✅, {${tests.length - fixed}} Triaged ⏳`,
    '',
    `**Test Suite Size**: ${size} tests`,
    '',
    '## Summary',
    '',
    `- **Reliability**: {${stable}}/{${size}} stable ({${formatPercent(stable, size)}})`,
    `- **Remaining flaky**: {${remaining}} tests`,
    `- **Verification**: All {${size}} tests pass`,
    '',
    `### Immediate (Next {${sum(efforts)}} Minutes)`,
    '',
    ...efforts.map((minutes, i) => `${i + 1}. Piece of work (${minutes} min)`),
    '',
    '## Details',
    '',
    ...ids.flatMap((id, i) =>
      lettersOf(tests[i] ?? 1).flatMap((letter) => [
        `### ${mark(i)} ${id}${letter}: It flakes`,
        '',
        'For a reason.',
        '',
      ]),
    ),
    `These {${ids.length}} issues are known:`,
    '',
    ...ids.map((id) => `- ${id}: it flakes`),
    '',
    '| Issue | Tests |',
    '| --- | --- |',
    ...ids.map((id, i) => `| ${id} | ${tests[i]} |`),
    `| Total | {${affected}} |`,
    '',
    '```',
    `Ran ${size} of ${size} Specs in 50.630 seconds`,
    '```',
    '',
    `**Status**: {${fixed}}/{${ids.length}} Fixed`,
    '',
  ];
  return collect(lines.join('\n'));
}

function lettersOf(count: number): string[] {
  return count === 1 ? [''] : ['a', 'b', 'c'].slice(0, count);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function collect(marked: string): GeneratedDocument {
  const figures: PlantedFigure[] = [];
  let text = '';
  for (const part of marked.split('{')) {
    const end = part.indexOf('}');
    if (end === -1) text += part;
    else {
      const figure = part.slice(0, end);
      figures.push({ at: text.length, text: figure, wrong: spoil(figure) });
      text += figure + part.slice(end + 1);
    }
  }
  return { text, figures };
}

/** Another number of the same form: thirty more, so that it is no other count of the document, or three per cent less. */
function spoil(figure: string): string {
  if (!figure.endsWith('%')) return String(Number(figure) + 30);
  return `${(Number.parseFloat(figure) - 3).toFixed(1)}%`;
}
