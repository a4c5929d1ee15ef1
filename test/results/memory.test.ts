import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ResultsReader } from '../../src/runs/read/read-results.ts';

const MB = 1024 * 1024;
const SIZE = 50 * MB;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes of the heap that are in use, garbage left out. */
function heapInUse(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** Feeds `SIZE` bytes made by `next`, in pieces, and gives the most that the heap grew by on the way. */
function growthOver(head: string, next: (i: number) => string, tail: string): number {
  const before = heapInUse();
  let most = before;
  let looked = 0;
  let counted = 0;
  let read = 0;
  const reader = new ResultsReader(() => {
    counted += 1;
  });
  const write = (text: string) => {
    const bytes = Buffer.from(text);
    read += bytes.length;
    reader.write(bytes);
    if (read - looked < 5 * MB) return;
    looked = read;
    most = Math.max(most, heapInUse());
  };
  write(head);
  for (let i = 0; read < SIZE; i += 1) write(next(i));
  write(tail);
  const file = reader.end();
  expect(file).toMatchObject({ partial: false, findings: [] });
  expect(file.counts.tests).toBe(counted);
  expect(counted).toBeGreaterThan(0);
  return most - before;
}

const stack = '\tat shop.Cart.add(Cart.java:58)\n'.repeat(40);
const suite = (i: number) =>
  `<testsuite name="shop.Suite${i}">${Array.from(
    { length: 40 },
    (_, n) =>
      `<testcase classname="shop.Suite${i}" name="handles order ${i}-${n} in time" time="0.01">${
        n % 8 === 0 ? `<failure message="no">${stack}</failure>` : ''
      }<system-out>${'log line €\n'.repeat(40)}</system-out></testcase>`,
  ).join('')}</testsuite>\n`;

describe('memory', () => {
  it.each([
    ['many suites', '<testsuites>', suite, '</testsuites>'],
    [
      'one output',
      '<testsuite><testcase name="a"><system-out>',
      () => 'a line of output\n'.repeat(5000),
      '</system-out></testcase></testsuite>',
    ],
    [
      'one CDATA',
      '<testsuite><testcase name="a"><failure><![CDATA[',
      () => 'a line of output\n'.repeat(5000),
      ']]></failure></testcase></testsuite>',
    ],
    [
      'one package',
      '{"Action":"start","Package":"p"}\n',
      (i: number) =>
        `{"Action":"run","Package":"p","Test":"T${i % 500}"}\n${`{"Action":"output","Package":"p","Test":"T${i % 500}","Output":"${'x'.repeat(100)}\\n"}\n`.repeat(500)}{"Action":"pass","Package":"p","Test":"T${i % 500}","Elapsed":1}\n`,
      '{"Action":"pass","Package":"p"}\n',
    ],
    [
      'many tests in CTRF',
      '{"results":{"tests":[{"name":"first","status":"passed"}',
      (i: number) =>
        `,{"name":"t${i}","status":"failed","message":"${'x'.repeat(20_000)}","extra":[{"a":"]}"}]}`,
      ']}}',
    ],
  ])('stays bounded over 50 MB of %s', (_, head, next, tail) => {
    expect(growthOver(head, next, tail) / MB).toBeLessThan(20);
  });

  it('keeps names without the text they stood in', () => {
    const kept: string[] = [];
    const reader = new ResultsReader(({ name }) => kept.push(name));
    const before = heapInUse();
    reader.write(Buffer.from('<testsuites>'));
    for (let i = 0, size = 0; size < SIZE; i += 1) {
      const bytes = Buffer.from(suite(i));
      size += bytes.length;
      reader.write(bytes);
    }
    reader.end();
    expect(kept.length).toBeGreaterThan(40_000);
    expect((heapInUse() - before) / MB).toBeLessThan(20);
  });
});
