import { expect, it } from 'vitest';
import { checkLooksExample } from '../../../scripts/rules/example-kinds.ts';
import { messageOf } from '../../../src/rules/rules.ts';

it('says what a broad signature matches only where it does', () => {
  const broad = (text: string) =>
    checkLooksExample({
      issues: [`signatures:\n  - text: "${text}"\n    matches: ["${text}"]`],
    }).map((finding) =>
      messageOf(finding)
        .replace(/^.* more specific \(/, '')
        .replace(/\)$/, ''),
    );
  expect(broad('timed out')).toEqual(['it matches `timed out`, as many kinds of failure do']);
  expect(broad('expected 37 to be 50')).toEqual([
    expect.stringMatching(/^but for its values it says no more than `expected 1 to be 2`/),
  ]);
  expect(broad('Container exited with code 137')).toEqual([]);
});

it('suggests a test whose sentence a name ends', () => {
  const findings = checkLooksExample({
    issues: ['tests:\n  a: { name: "adds items" }'],
    names: ['cart.ts :: Cart > empties', 'cart.ts :: never adds items'],
  });
  expect(findings.map(messageOf)).toEqual([
    expect.stringContaining('did you mean `cart.ts :: never adds items`?'),
  ]);
});

it('names the tests that a symptom is too broad for in the order of the runs', () => {
  const lost = 'Error: the ledger lost 2 items';
  const findings = checkLooksExample({
    issues: [`tests:\n  a: { name: adds }\n\n## Symptom\n\n\`\`\`text\n${lost}\n\`\`\``],
    failures: [
      ['adds', lost],
      ['is sent', `${lost} `],
      ['pays', lost],
    ],
    names: ['adds', 'pays', 'is sent'],
  });
  expect(findings.map(messageOf)).toEqual([expect.stringContaining('name `is sent` and 1 more in')]);
});
