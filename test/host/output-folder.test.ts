import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mendOutput } from '../../src/host/mend-output.ts';
import { Output } from '../../src/host/output-folder.ts';
import { UserError } from '../../src/host/user-error.ts';
import { killAtEachCall, type Switch, switchOutput, writeDeep } from '../support/switch-kills.ts';
import { inTempFolder } from './folders.ts';

const page = (out: string, file = 'docs/page.md') => readFileSync(join(out, file), 'utf8');
const open = (out: string) => Output.open(out, { content: '/nowhere', label: 'out' });

describe('an output that is being made', () => {
  test('leaves the old one alone until it is committed, and nothing else afterwards', () =>
    inTempFolder(async (folder) => {
      const out = join(folder, 'out');
      await switchOutput(out, { docs: { 'page.md': 'old' } });
      const output = await open(out);
      writeFileSync(join(output.stage('docs').fresh, 'page.md'), 'new');
      expect(page(out)).toBe('old');
      output.commit();
      output.close();
      expect(page(out)).toBe('new');
      expect(readdirSync(out)).toEqual(['docs']);
    }));

  test('leaves no trace if it is closed without that', () =>
    inTempFolder(async (folder) => {
      const out = join(folder, 'a/out');
      const output = await open(out);
      writeFileSync(join(output.stage('docs').fresh, 'page.md'), 'new');
      output.close();
      expect(readdirSync(folder)).toEqual(['node_modules']);
    }));

  test('keeps the old one if the new one is gone', () =>
    inTempFolder(async (folder) => {
      const out = join(folder, 'out');
      await switchOutput(out, { docs: { 'page.md': 'old' } });
      const output = await open(out);
      rmSync(output.stage('docs').work, { recursive: true });
      expect(() => output.commit()).toThrow(UserError);
      output.close();
      expect(page(out)).toBe('old');
    }));

  test('keeps others waiting', () =>
    inTempFolder(async (folder) => {
      const out = join(folder, 'out');
      const first = await open(out);
      const order: string[] = [];
      const second = open(out).then((output) => {
        order.push('second');
        output.close();
      });
      writeFileSync(join(first.stage('docs').fresh, 'page.md'), 'new');
      first.commit();
      order.push('first');
      first.close();
      await second;
      expect(order).toEqual(['first', 'second']);
      expect(readdirSync(out)).toEqual(['docs']);
    }));
});

describe('ownership', () => {
  test.each(['file', 'link'])(
    'an edition with a %s of others is refused, by builds and reports alike',
    (kind) =>
      inTempFolder(async (folder) => {
        const out = join(folder, 'out');
        mkdirSync(join(out, 'docs'), { recursive: true });
        if (kind === 'file') writeFileSync(join(out, 'docs/mine.md'), 'mine');
        else symlinkSync('nowhere', join(out, 'docs/mine'));
        const output = await open(out);
        expect(() => output.stage('docs')).toThrow(/did not make/);
        expect(() => output.own('docs')).toThrow(/did not make/);
        output.close();
        expect(readdirSync(out)).toEqual(['docs']);
      }),
  );

  test.each([false, true])('an empty edition is taken over, or one that is not there (%j)', (isThere) =>
    inTempFolder(async (folder) => {
      const out = join(folder, 'out');
      if (isThere) mkdirSync(join(out, 'docs'), { recursive: true });
      const output = await open(out);
      writeFileSync(join(output.own('docs'), 'report.md'), 'report');
      output.close();
      await switchOutput(out, { docs: { 'page.md': 'built' } });
      expect(readdirSync(join(out, 'docs')).sort()).toEqual(['.flakebook-output', 'page.md']);
    }),
  );

  test('a folder that overlaps the content is refused', () =>
    inTempFolder(async (folder) => {
      const content = join(folder, 'docs/content');
      mkdirSync(content, { recursive: true });
      const output = await Output.open(folder, { content, label: '.' });
      expect(() => output.stage('docs')).toThrow(/overlap/);
      output.close();
    }));
});

const OLD = {
  docs: { 'README.md': 'old', 'same.md': 'same', 'issues/1.md': 'one', 'gone/1.md': 'gone' },
  site: { 'index.html': 'old', 'gone/index.html': 'gone' },
};
const EDITED = { 'README.md': 'new', 'same.md': 'same', 'issues/1.md': 'one', 'new/1.md': 'new' };
const SITE = { 'index.html': 'new', 'new/index.html': 'new' };

/** Makes an edition a link to a folder elsewhere: like a mounted folder, it cannot be renamed. */
function linkDocs(out: string): void {
  mkdirSync(join(out, '../elsewhere'));
  symlinkSync(join(out, '../elsewhere'), join(out, 'docs'));
}

const SWITCHES: Readonly<Record<string, Switch>> = {
  'the first docs': { before: {}, after: { docs: OLD.docs } },
  'an edit of the docs': { before: { docs: OLD.docs }, after: { docs: EDITED } },
  'new docs': { before: { docs: OLD.docs }, after: { docs: { 'README.md': 'new', 'a/b.md': 'b' } } },
  'an edit of docs and site': { before: OLD, after: { docs: EDITED, site: SITE } },
  'new docs and site': { before: OLD, after: { docs: { 'README.md': 'new' }, site: SITE } },
  'docs that are a link, and a site': {
    before: OLD,
    after: { docs: EDITED, site: SITE },
    arrange: linkDocs,
  },
};

test.each(Object.entries(SWITCHES))(
  'a kill at any call while %s is put in place is mended',
  async (_, change) => {
    const { wrong, calls } = await killAtEachCall(change);
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(20);
  },
);

describe('what somebody laid into the output folder', () => {
  test('decides nothing about a folder that Flakebook did not make, wherever a link leads', () =>
    inTempFolder(async (folder) => {
      const out = join(folder, 'out');
      const mine = join(folder, 'mine');
      writeDeep(join(mine, 'keys'), 'mine');
      writeDeep(join(out, '.flakebook/switch/fresh/docs/keys'), 'theirs');
      writeDeep(join(out, '.flakebook/switch/gone/docs/keys'), '');
      symlinkSync(mine, join(out, 'docs'));
      writeDeep(join(out, 'site/keys'), 'mine');
      writeDeep(join(out, '.flakebook/switch/whole/site/keys'), 'theirs');
      await mendOutput(out, 'out');
      expect(page(mine, 'keys')).toBe('mine');
      expect(page(out, 'site/keys')).toBe('mine');
      expect(existsSync(join(out, '.flakebook'))).toBe(false);
    }));

  test.each([
    ['.flakebook', '../mine'],
    ['.flakebook/switch', '../../mine'],
    ['.flakebook/switch/whole', '../../../mine'],
    ['.flakebook/switch/fresh', '../../../mine'],
    ['.flakebook/switch/inside/docs/x', '../../../../../mine'],
    ['docs/.flakebook', '../../mine'],
  ])('moves and removes nothing elsewhere where %s is a link', (link, target) =>
    inTempFolder(async (folder) => {
      const [out, mine] = [join(folder, 'out'), join(folder, 'mine')];
      const paths = ['lock', 'docs/a', 'site/a', 'whole/docs/a', 'fresh/docs/a', 'x/fresh/docs/a'];
      for (const path of paths) writeDeep(join(mine, path), 'mine');
      await switchOutput(out, { docs: OLD.docs });
      writeDeep(join(out, '.flakebook/switch/inside/docs/x/file'), '');
      rmSync(join(out, link), { recursive: true, force: true });
      symlinkSync(target, join(out, link));
      await mendOutput(out, 'out');
      await switchOutput(out, { docs: EDITED });
      for (const path of paths) expect(page(mine, path)).toBe('mine');
      expect(page(out, 'docs/README.md')).toBe('new');
      expect(readdirSync(out)).toEqual(['docs']);
    }),
  );

  test('is not followed where it is a link in an edition', () =>
    inTempFolder(async (folder) => {
      const [out, mine] = [join(folder, 'out'), join(folder, 'mine')];
      await switchOutput(out, { docs: OLD.docs });
      writeDeep(join(mine, '1.md'), 'mine');
      rmSync(join(out, 'docs/gone'), { recursive: true });
      symlinkSync(mine, join(out, 'docs/gone'));
      symlinkSync(mine, join(out, 'docs/new'));
      await switchOutput(out, { docs: EDITED });
      expect(page(mine, '1.md')).toBe('mine');
      expect(page(out, 'docs/new/1.md')).toBe('new');
      expect(existsSync(join(out, 'docs/gone'))).toBe(false);
    }));
});
