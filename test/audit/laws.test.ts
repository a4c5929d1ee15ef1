import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditClaims, auditDocument, readClaims } from '../../src/audit/audit.ts';
import { printsAs } from '../../src/audit/read/numbers.ts';
import { messageOf } from '../../src/rules/rules.ts';
import { arbitraryDocument } from './generated.ts';

describe('a document whose figures agree', () => {
  it('has no contradiction', () => {
    fc.assert(
      fc.property(arbitraryDocument(), ({ text }) => {
        expect(auditDocument('document.md', text).map(messageOf)).toEqual([]);
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
        const lines = auditDocument('document.md', changed).map(({ place }) => place.start.line);
        expect(lines, `${was} became ${wrong} in line ${line}:\n${changed}`).toContain(line);
      }),
      { numRuns: 300 },
    );
  });
});

describe('claims', () => {
  it('are plain data: what was kept says the same', () => {
    fc.assert(
      fc.property(arbitraryDocument(), ({ text }) => {
        const claims = readClaims(text.replace('stable (', 'stable (1'));
        const kept = JSON.parse(JSON.stringify(claims));
        expect(auditClaims(kept)).toEqual(auditClaims(claims));
      }),
      { numRuns: 20 },
    );
  });

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
        for (const { place } of auditDocument('document.md', text)) {
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
    [155, 157, 98.7, 1],
    [155, 157, 98.72, 2],
    [155, 157, 98, 0],
    [155, 157, 99, 0],
    [1, 8, 12.5, 1],
    [1, 8, 12, 0],
    [1, 8, 13, 0],
    [2, 3, 66, 0],
    [2, 3, 67, 0],
    [999, 1000, 99, 0],
    [157, 157, 100, 0],
  ])('%d of %d may be printed as %d %%', (part, whole, value, decimals) => {
    expect(printsAs(part, whole, { value, decimals, about: false })).toBe(true);
  });

  it.each([
    [155, 157, 98.8, 1],
    [5, 8, 65.3, 1],
    [5, 8, 60, 0],
    [155, 157, 100, 0],
    [1, 8, 12.6, 1],
  ])('%d of %d may not be printed as %d %%', (part, whole, value, decimals) => {
    expect(printsAs(part, whole, { value, decimals, about: false })).toBe(false);
  });
});
