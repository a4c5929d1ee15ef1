import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditDocument } from '../../src/audit/audit.ts';
import { printsAs } from '../../src/audit/quantities.ts';
import { messageOf } from '../../src/rules/rules.ts';
import { arbitraryDocument } from './generated.ts';

describe('a document whose figures agree', () => {
  it('has no contradiction', () => {
    fc.assert(
      fc.property(arbitraryDocument(), ({ text }) => {
        expect(auditDocument('document.md', text).findings.map(messageOf)).toEqual([]);
      }),
    );
  });

  it('has one at the figure that is changed', () => {
    fc.assert(
      fc.property(arbitraryDocument(), fc.nat(), ({ text, figures }, choice) => {
        const figure = figures[choice % figures.length];
        if (!figure) return;
        const { at, text: was, wrong } = figure;
        const changed = text.slice(0, at) + wrong + text.slice(at + was.length);
        const line = text.slice(0, at).split('\n').length;
        const lines = auditDocument('document.md', changed).findings.map(({ place }) => place.start.line);
        expect(lines, `${was} became ${wrong} in line ${line}:\n${changed}`).toContain(line);
      }),
      { numRuns: 300 },
    );
  });
});

describe('numbers', () => {
  it('are read from any text without a throw, at places in it', () => {
    const word = fc.constantFrom(
      '5',
      '3',
      '157/159',
      '12 of',
      '9',
      '98.7%',
      'tests',
      'fixed',
      '|',
      '- ',
      '\n',
      '\n\n',
      '# ',
      ':',
      '(',
      ')',
      ' ',
      '`x`',
      '**',
      'A-1a/b',
      'min',
      '=',
      '+',
      '```\n',
      '> ',
      'total',
      '\\',
      '&amp;',
      'é',
      '⏳',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const text = words.join('');
        const lines = text.split('\n');
        for (const { place } of auditDocument('document.md', text).findings) {
          expect(place.start.line).toBeLessThanOrEqual(lines.length);
          expect(place.start.column).toBeLessThanOrEqual((lines[place.start.line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a percentage', () => {
  it.each([
    [155, 157, 98.7, 0.1],
    [155, 157, 98.72, 0.01],
    [155, 157, 98, 1],
    [155, 157, 99, 1],
    [1, 8, 12.5, 0.1],
    [1, 8, 12, 1],
    [1, 8, 13, 1],
    [2, 3, 66, 1],
    [2, 3, 67, 1],
    [999, 1000, 99, 1],
    [157, 157, 100, 1],
  ])('%d of %d may be printed as %d %%', (part, whole, value, step) => {
    expect(printsAs(part, whole, { value, step })).toBe(true);
  });

  it.each([
    [155, 157, 98.8, 0.1],
    [5, 8, 65.3, 0.1],
    [5, 8, 60, 1],
    [155, 157, 100, 1],
    [1, 8, 12.6, 0.1],
  ])('%d of %d may not be printed as %d %%', (part, whole, value, step) => {
    expect(printsAs(part, whole, { value, step })).toBe(false);
  });
});
