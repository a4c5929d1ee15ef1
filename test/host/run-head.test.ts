import { describe, expect, it } from 'vitest';
import { readHead } from '../../src/host/ingest/run-head.ts';

const SAID = { run: '1', at: '2026-01-05T10:00:00+01:00', commit: 'abc1234', branch: 'main' };

describe('what is said of a run', () => {
  it('is kept in one form', () => {
    expect(readHead(SAID)).toEqual({ ...SAID, at: '2026-01-05T09:00:00Z', environment: '', url: '' });
  });

  it('may name what the run ran in, and nothing that no reader sees', () => {
    expect(readHead({ ...SAID, environment: 'node-22/firefox' }).environment).toBe('node-22/firefox');
    expect(() => readHead({ ...SAID, environment: ' ' })).toThrow(/, found `environment` " "/);
    expect(() => readHead({ ...SAID, environment: 'a\u001b[31m' })).toThrow(
      /control character in `environment`/,
    );
  });

  it.each(['HEAD', 'unknown', 'undefined', 'null', '-', '0'.repeat(40), 'main'])(
    'names one commit, and %s names many: they would prove flakes that are none',
    (commit) => {
      expect(() => readHead({ ...SAID, commit })).toThrow(/^Expected the id .*, found `commit` ".*"/);
    },
  );

  it.each(['r1234', 'v1.2.3', 'heads-up', '000000000000'])('may call its commit %s', (commit) => {
    expect(readHead({ ...SAID, commit }).commit).toBe(commit);
  });
});
