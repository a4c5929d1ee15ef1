import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, EXPECTED, GOLDEN, readFolder } from '../golden/make.ts';
import { ROOT } from '../support/book.ts';

const NOBODY = 65_534;

interface Places {
  readonly project: string;
  readonly readOnly: string;
  readonly home: string;
  readonly shared: string;
}

/** A project and a home of that user, a project that is not theirs, and a folder for caches in which somebody else was first. */
function layOutPlaces(folder: string): Places {
  const makeIn = (name: string) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  const places = {
    project: makeIn('project'),
    readOnly: makeIn('readOnly'),
    home: makeIn('home'),
    shared: makeIn('shared'),
  };
  for (const place of [places.project, places.readOnly])
    cpSync(join(GOLDEN, 'book'), join(place, 'content'), { recursive: true });
  mkdirSync(join(places.shared, 'flakebook'));
  chmodSync(join(places.shared, 'flakebook'), 0o777);
  for (const place of [places.project, places.home]) chownSync(place, NOBODY, NOBODY);
  chmodSync(folder, 0o755);
  return places;
}

/** An unpacked package with no other package around: whatever is not bundled, it cannot find. */
describe('the published package', () => {
  let folder = '';
  let places: Places;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'flakebook-package-'));
    const shell = process.platform === 'win32';
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT, shell });
    execFileSync('tar', ['-xzf', 'flakebook-0.1.0.tgz'], { cwd: folder });
    cpSync(join(GOLDEN, 'book'), join(folder, 'content'), { recursive: true });
    cpSync(join(GOLDEN, 'results'), join(folder, 'results'), { recursive: true });
    if (process.getuid?.() === 0) places = layOutPlaces(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function flakebook(...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(folder, 'package/bin/flakebook.js'), ...args],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: join(folder, 'cache') },
      },
    );
    return { status, stdout, stderr };
  }

  it.each([
    ['check.txt', 0],
    ['report.md', 0],
    ['diff.txt', 0],
    ['detect.txt', 0],
    ['confirm.txt', 1],
    ['explain.txt', 0],
    ['match.txt', 1],
  ])('prints what the checkout prints: %s', (file, status) => {
    const stdout = readFileSync(join(EXPECTED, 'commands', file), 'utf8');
    expect(flakebook(...(COMMANDS[file] ?? []))).toMatchObject({ status, stdout });
  });

  it('builds the same docs, to the byte', () => {
    expect(flakebook('build', '--docs', '--out', 'out')).toMatchObject({ status: 0 });
    expect(readFolder(join(folder, 'out/docs'))).toEqual(readFolder(join(EXPECTED, 'docs')));
  });

  it('says what to install where the site lacks Astro, and builds nothing', () => {
    const { status, stderr } = flakebook('build', '--out', 'none');
    expect(status).toBe(2);
    expect(stderr.slice(stderr.indexOf('flakebook: '))).toBe(
      'flakebook: The site needs Astro: run `npm install --save-dev astro`. `flakebook build --docs` makes the Markdown docs without it.\n',
    );
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('builds the same pages of a site beside Astro', () => {
    const host = join(folder, 'host/node_modules');
    mkdirSync(host, { recursive: true });
    cpSync(join(folder, 'package'), join(host, 'flakebook'), { recursive: true });
    for (const name of readdirSync(join(ROOT, 'node_modules')))
      if (!name.startsWith('.') && name !== 'flakebook')
        symlinkSync(join(ROOT, 'node_modules', name), join(host, name));
    const build = (out: string) => {
      const program = join(host, 'flakebook/bin/flakebook.js');
      const args = ['build', '--site', '--content', join(GOLDEN, 'book'), '--out', out, '--no-cache'];
      const cwd = join(folder, 'host');
      const { status, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8' });
      const said = stderr.split('\n').filter((line) => line.startsWith('flakebook: '));
      expect({ status, said }).toEqual({ status: 0, said: [] });
      return readFolder(join(cwd, out, 'site'));
    };
    const pages = build('out');
    expect([...pages.keys()].filter((path) => path.endsWith('.html'))).toContain(
      'issues/berth-001/index.html',
    );
    expect([...pages.keys()].filter((path) => path.startsWith('search/')).length).toBeGreaterThan(3);
    rmSync(join(host, 'flakebook/lib/shells.json'));
    expect(build('by-astro')).toEqual(pages);
  });

  describe('in a program in TypeScript', () => {
    const user = () => join(folder, 'user');

    beforeAll(() => {
      cpSync(join(folder, 'package'), join(user(), 'node_modules/flakebook'), { recursive: true });
      // A repository of its own, so that nobody looks for a book above it.
      execFileSync('git', ['init', '--quiet'], { cwd: user() });
      cpSync(join(GOLDEN, 'book'), join(user(), 'golden/content'), { recursive: true });
      cpSync(join(GOLDEN, 'results'), join(user(), 'golden/results'), { recursive: true });
      writeFileSync(join(user(), 'package.json'), '{ "type": "module" }');
      const compilerOptions = {
        ...{ target: 'es2024', module: 'nodenext', lib: ['es2024', 'dom'], types: [] },
        ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
      };
      writeFileSync(join(user(), 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    });

    /** Compiles a program and runs it. */
    function run(program: string) {
      writeFileSync(join(user(), 'program.ts'), program);
      const node = (...args: readonly string[]) =>
        spawnSync(process.execPath, args, { cwd: user(), encoding: 'utf8' });
      const compiled = node(join(ROOT, 'node_modules/typescript/bin/tsc'));
      expect({ status: compiled.status, said: compiled.stdout }).toEqual({ status: 0, said: '' });
      return node('--disable-warning=ExperimentalWarning', 'program.js');
    }

    it('does what docs/embedding.md shows, with the book of `flakebook init`', () => {
      const [, program = ''] =
        /^```ts\n([\s\S]*?)^```$/m.exec(readFileSync(join(ROOT, 'docs/embedding.md'), 'utf8')) ?? [];
      const init = [
        join(user(), 'node_modules/flakebook/bin/flakebook.js'),
        'init',
        '--yes',
        '--suite',
        'shop',
        '--prefix',
        'SHOP-',
      ];
      const begun = spawnSync(process.execPath, init, { cwd: user(), encoding: 'utf8' });
      expect({ status: begun.status, stderr: begun.stderr }).toEqual({ status: 0, stderr: '' });
      const { status, stdout, stderr } = run(program);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^1 # /);
    });

    it('gives what the commands give', () => {
      const { stdout, stderr } = run(`
        import { type Book, openBook } from 'flakebook';
        const book: Book = await openBook('golden/content');
        const docs = book.pages().map((file): [string, string] => [file, book.page(file)]);
        const { failures } = await book.match(['results/cut-off.xml', 'results/deck.json'], { root: 'golden' });
        const february = await openBook('golden/content', { asOf: '2026-02-15' });
        // @ts-expect-error A figure may be unknown.
        const size: number = book.figures('berths').get('suite.size').value;
        console.log(JSON.stringify({
          docs,
          size,
          title: book.title,
          errors: book.hasErrors,
          findings: book.findings,
          report: await book.report({ suite: 'berths' }),
          issues: book.issues().length,
          unresolved: book.issues().filter(({ group }) => group === 'unresolved').length,
          figures: [book.figures().get('issues.all'), book.figures().get('issues.unresolved')],
          suites: book.suites(),
          before: february.issues().length,
          failures: failures.map(({ test, kind, issues }) => [test, kind, issues[0]?.issue ?? null]),
        }));
        book.close();
        february.close();
      `);
      expect(stderr).toBe('');
      const said = JSON.parse(stdout);
      const docs = readFolder(join(EXPECTED, 'docs'));
      docs.delete('.flakebook-output');
      expect(new Map(said.docs)).toEqual(docs);
      expect(said.report).toBe(readFileSync(join(EXPECTED, 'commands/report.md'), 'utf8'));
      expect(said.figures.map(({ value }: { value: number }) => value)).toEqual([
        said.issues,
        said.unresolved,
      ]);
      expect(said.before).toBeLessThan(said.issues);
      expect(said).toMatchObject({ title: 'Harbour Flakebook', errors: false });
      const findings = JSON.parse(readFileSync(join(EXPECTED, 'commands/check.json'), 'utf8'));
      expect(said.findings).toEqual(findings);
      expect(said).toMatchObject({
        size: 42,
        suites: [{ id: 'berths', title: 'Berth integration tests' }, { id: 'deck' }, { id: 'fees' }],
        failures: [
          ['Locks :: fill', 'new', null],
          ['deck/menu.spec.ts :: menu > stays open', 'known', 'DECK-002'],
          ['deck/map.spec.ts :: map > shows all boats', 'known', 'DECK-001'],
        ],
      });
    });

    it('says what is wrong with a book, and nothing else of it', () => {
      const record = join(user(), 'golden/broken');
      cpSync(join(GOLDEN, 'book'), record, { recursive: true });
      writeFileSync(join(record, 'issues/BERTH-001.md'), '---\ntitle: 1\n---\n');
      const { stdout, stderr } = run(`
        import { openBook } from 'flakebook';
        const saying = (ask: () => unknown) => Promise.resolve().then(ask).catch(String);
        const book = await openBook('golden/broken');
        console.log(book.hasErrors, book.findings[0]?.file);
        for (const ask of [() => book.issues(), () => book.suites(), () => book.pages(), () => book.figures(), () => book.page('README.md'), () => book.report({ suite: 'deck' })])
          console.log(await saying(ask));
        console.log((await book.match(['golden/results/deck.json'])).failures.length);
        console.log(await saying(() => openBook('nowhere')));
        console.log(await saying(() => openBook('golden/content', { asOf: 'soon' })));
      `);
      expect(stderr).toBe('');
      const [state, ...lines] = stdout.trimEnd().split('\n');
      const mend =
        /^UserError: Mend the book first: golden\/broken has \d+ errors.*, such as this in issues\/BERTH-001\.md: /;
      expect(state).toBe('true issues/BERTH-001.md');
      expect(lines.slice(0, 6).map((line) => line.replace(mend, 'MEND '))).toEqual(
        Array(6).fill(expect.stringMatching(/^MEND Missing `suite`/)),
      );
      expect(lines.slice(6)).toEqual([
        '2',
        expect.stringMatching(/^UserError: There is no folder nowhere: /),
        expect.stringMatching(/^UserError: `soon` is not a date: /),
      ]);
    });
  });

  it('checks many files in workers', () => {
    mkdirSync(join(folder, 'many/patterns'), { recursive: true });
    writeFileSync(join(folder, 'many/book.yaml'), 'title: Many\n');
    for (let i = 1; i <= 400; i += 1)
      writeFileSync(
        join(folder, `many/patterns/p-${i}.md`),
        `---\ntitle: Pattern ${i}\nsummary: One of many\n---\n`,
      );
    const { stdout, stderr } = flakebook('check', '--content', 'many');
    expect(stderr).toBe('');
    expect(stdout).toContain('401 files');
  });

  it('reads many runs in workers', () => {
    const runs = Array.from({ length: 9 }, (_, i) => ({
      run: `r-${i}`,
      at: `2026-03-2${i}T06:30:00Z`,
      commit: '0123abcd',
      files: ['berths.xml'],
    }));
    writeFileSync(join(folder, 'results/runs.jsonl'), runs.map((run) => JSON.stringify(run)).join('\n'));
    const { stdout, stderr } = flakebook(
      'ingest',
      '--suite',
      'berths',
      '--manifest',
      'results/runs.jsonl',
      '--root',
      '.',
    );
    // A slow machine tells how far it has come.
    expect(stderr.replace(/^.*\d+ of 9 runs read.*\n/gm, '')).toBe('');
    expect(stdout).toContain('berths: 9 runs: 9 added.');
  });

  describe.skipIf(process.getuid?.() !== 0)(
    'in the hands of another user (the superuser can become one)',
    () => {
      function asNobody(cwd: string, env: NodeJS.ProcessEnv, ...args: readonly string[]) {
        const { status, stdout, stderr } = spawnSync(
          process.execPath,
          [join(folder, 'package/bin/flakebook.js'), ...args],
          { cwd, encoding: 'utf8', env, uid: NOBODY, gid: NOBODY },
        );
        return { status, stdout, stderr };
      }

      /** Every file and folder, with what would tell of a change. */
      const listing = (path: string) =>
        readdirSync(path, { recursive: true, encoding: 'utf8' })
          .map((name) => [name, lstatSync(join(path, name))] as const)
          .map(([name, { size, mtimeMs, ctimeMs }]) => `${name} ${size} ${mtimeMs} ${ctimeMs}`)
          .sort();

      it.each<[string, () => [cwd: string, env: NodeJS.ProcessEnv], cache: RegExp]>([
        ['keeps a cache in the home', () => [places.project, { HOME: places.home }], /^Cache: .*home/m],
        [
          'reads a project that is read-only',
          () => [places.readOnly, { HOME: places.home }],
          /^Cache: .*home/m,
        ],
        ['works without a home', () => [places.readOnly, {}], /^Cache: none \(there is no folder for it\)/m],
        [
          'uses no folder of somebody else',
          () => [places.readOnly, { XDG_CACHE_HOME: places.shared }],
          /^Cache: none/m,
        ],
        ['works where nothing can be written', () => [places.readOnly, { HOME: '/proc' }], /^Cache: none/m],
      ])('%s, and writes nothing below itself', (_, place, cache) => {
        const [cwd, env] = place();
        const before = [listing(join(folder, 'package')), listing(places.shared), listing(places.readOnly)];
        const expected = readFileSync(join(EXPECTED, 'commands/check.txt'), 'utf8');
        for (let run = 1; run <= 2; run += 1) {
          const { status, stdout, stderr } = asNobody(cwd, env, 'check', '--verbose');
          expect({ status, stdout }).toEqual({ status: 0, stdout: expected });
          expect(stderr).toMatch(cache);
        }
        expect(asNobody(cwd, env, 'report', '--suite', 'berths', '--out', '-')).toMatchObject({
          status: 0,
          stdout: readFileSync(join(EXPECTED, 'commands/report.md'), 'utf8'),
        });
        if (cwd === places.project)
          expect(asNobody(cwd, env, 'build', '--docs')).toMatchObject({ status: 0 });
        expect([listing(join(folder, 'package')), listing(places.shared), listing(places.readOnly)]).toEqual(
          before,
        );
      });
    },
  );

  it('goes with a bill of materials: what is bundled and what is installed, each with its hash', () => {
    const bill = JSON.parse(readFileSync(join(folder, 'package/lib/sbom.cdx.json'), 'utf8'));
    const components: { name: string; hashes: unknown[] }[] = bill.components;
    const names = components.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['commander', 'highlight.js', 'micromark', 'stemmer', 'yauzl', 'zod']),
    );
    // Nobody gets Astro with the package: who wants a site installs it.
    expect(names.filter((name) => ['astro', 'vitest'].includes(name))).toEqual([]);
    expect(components.filter(({ hashes }) => hashes.length === 0)).toEqual([]);
  });

  it('goes with the licences of all that is bundled', () => {
    const licences = readFileSync(join(folder, 'package/lib/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['commander', 'micromark', 'yaml', 'zod'])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
