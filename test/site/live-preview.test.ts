import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { CONTENT, makeFolder, settingsIn, startAstro } from './build-site.ts';

test('the live preview follows the content, and keeps the last good book while there are errors', async () => {
  const folder = makeFolder();
  const content = join(folder.path, 'content');
  cpSync(CONTENT, content, { recursive: true });
  const child = startAstro('dev', settingsIn(folder.path, { host: '127.0.0.1', port: 0 }));
  onTestFinished(async () => {
    await new Promise((resolve) => {
      child.on('close', resolve).kill();
    });
    folder.remove();
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  /** Asks again and again, for as long as the preview runs: a slow machine may take its time. */
  const eventually = async <Value>(ask: () => Value | Promise<Value>): Promise<NonNullable<Value>> => {
    while (child.exitCode === null) {
      const answer = await ask();
      if (answer) return answer;
      await sleep(150);
    }
    throw new Error(`The preview ended before it came about: ${ask}\n${log}`);
  };
  const url = await eventually(() => /http:\/\/127\.0\.0\.1:\d+\//.exec(log)?.[0]);
  const page = async (path: string) => (await fetch(url + path)).text();
  const file = join(content, 'issues/DS-FLAKY-001.md');
  const was = readFileSync(file, 'utf8');
  expect(await page('issues/ds-flaky-001/')).toContain('Pagination Race Condition');

  writeFileSync(file, `${was}\nA fresh sentence.\n`);
  await eventually(async () => (await page('issues/ds-flaky-001/')).includes('A fresh sentence.'));

  writeFileSync(file, was.replace(/^impact: .*$/m, 'impact: enormous'));
  await eventually(() => log.includes('Unknown value `enormous` in `impact`'));
  expect(await page('issues/ds-flaky-001/')).toContain('A fresh sentence.');
  expect(await page('issues/ds-flaky-002/')).toContain('ADR-033 Cleanup Race Condition');

  writeFileSync(file, was);
  writeFileSync(join(content, 'issues/DS-FLAKY-099.md'), was.replace(/^title: .*$/m, 'title: A new issue'));
  await eventually(async () => (await page('issues/ds-flaky-099/')).includes('A new issue'));
  expect(await page('issues/ds-flaky-001/')).not.toContain('A fresh sentence.');
});
