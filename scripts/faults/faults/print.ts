import type { Fault } from '../fault.ts';

export const PRINT_FAULTS: readonly Fault[] = [
  {
    says: 'SARIF loses related places',
    file: 'src/print/findings.ts',
    find: 'related.length === 0 ?',
    replace: 'related.length >= 0 ?',
  },
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
];
