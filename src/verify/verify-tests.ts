import type { TestState } from '../asof/snapshot.ts';
import { testIdOf } from '../core/ids.ts';
import type { Test } from '../records/issue/issue.ts';
import { cleanPath, parseSpot, type SourceFile, type Spot } from './source-tree.ts';
import {
  enclosingTest,
  findName,
  findNameEnd,
  findTemplate,
  isWithinBlock,
  missingContainer,
  type NameForm,
  type NameHit,
  nameForms,
} from './test-name.ts';
import {
  CONFIRMED,
  movedByName,
  notCheckable,
  notFound,
  OUTSIDE,
  unreadable,
  type Verdict,
  type VerifiedClaim,
  type World,
} from './world.ts';

/** A name this many lines around the line that a record gives stands at it. */
const NEAR = 15;

/** Where a test's name was found: at the line that the record gives, or elsewhere. */
interface Found {
  readonly path: string;
  readonly line: number;
  readonly isNear: boolean;
  /** How many places have it, where several are as good. */
  readonly places: number;
  /** The name is one that the test had before. */
  readonly alias?: string;
  /** A container of the name that stands nowhere in the file: it may be another test. */
  readonly lacks?: string | undefined;
}

/** Texts that `verifyTest` may look for in the whole tree. */
export function searchedOf({ name, aliases }: Test): string[] {
  return [...(name === undefined ? [] : [name]), ...aliases].flatMap((words) =>
    nameForms(words).map(({ text }) => text),
  );
}

/** Two claims of a test: that something stands at its place, and that its name does. */
export function verifyTest(record: string, { test, status }: TestState, world: World): VerifiedClaim[] {
  const spot = test.at === undefined ? undefined : parseSpot(test.at);
  const path = spot && cleanPath(spot.path);
  const found = findTest(test, spot && path !== undefined ? { ...spot, path } : undefined, world);
  const isRemoved = status === 'test-removed';
  const soften = (verdict: Verdict): Verdict =>
    isRemoved && verdict.outcome === 'not-found' ? notCheckable('the test is removed') : verdict;
  const claim = (kind: VerifiedClaim['kind'], what: string, verdict: Verdict): VerifiedClaim => ({
    record,
    of: test.letter,
    kind,
    what,
    ...soften(verdict),
  });
  const where = spot ? locationVerdict(spot, path, found, world) : notCheckable('no location is given');
  const place = test.at ?? test.name ?? test.label ?? testIdOf(record, test.letter);
  return [
    claim('location', place, where),
    ...(test.name === undefined
      ? []
      : [claim('name', test.name, nameVerdict(test.name, spot, path, found, world))]),
  ];
}

function locationVerdict(
  spot: Spot,
  path: string | undefined,
  found: Found | undefined,
  world: World,
): Verdict {
  if (path === undefined) return notCheckable(OUTSIDE);
  const file = world.tree.read(path);
  if (typeof file === 'string') return unreadable(file);
  if (file === undefined) {
    if (found) return movedTo(found);
    if (world.hasFolder(path)) return notFound('it is a folder');
    return movedByName(world, path) ?? notFound('there is no such file');
  }
  const count = file.lines.length - (file.lines.at(-1) === '' ? 1 : 0);
  if (spot.first !== undefined && (spot.first < 1 || (spot.last ?? spot.first) > count)) {
    return found ? movedTo(found) : notFound(`the file has ${count} ${count === 1 ? 'line' : 'lines'}`);
  }
  if (found?.isNear && found.alias === undefined && found.lacks === undefined) return CONFIRMED;
  if (found && !found.isNear && found.alias === undefined && found.lacks === undefined) return movedTo(found);
  return {
    outcome: 'line-exists',
    why: spot.first === undefined ? 'no line is given' : liesIn(spot, path, world),
  };
}

/** What stands at the line that a record gives, where the name of its test does not. */
function liesIn({ first }: Spot, path: string | undefined, world: World): string | undefined {
  const file = path === undefined ? undefined : world.text(path);
  const test = file && first !== undefined ? enclosingTest(file, first) : undefined;
  return test === undefined ? undefined : `line ${first} lies in \`${test}\``;
}

function nameVerdict(
  name: string,
  spot: Spot | undefined,
  path: string | undefined,
  found: Found | undefined,
  world: World,
): Verdict {
  if (found?.lacks !== undefined)
    return notCheckable(
      `${found.path}:${found.line} ends as the name does, but nothing in this file is \`${found.lacks}\``,
    );
  if (found?.isNear && found.alias === undefined) return CONFIRMED;
  if (found && spot === undefined && found.alias === undefined)
    return { ...CONFIRMED, at: `${found.path}:${found.line}` };
  if (found) return movedTo(found);
  const file = path === undefined ? undefined : world.tree.read(path);
  if (typeof file === 'string') return unreadable(file);
  if (file && path !== undefined && !world.text(path)) return notCheckable('it is no file of source code');
  const text = path === undefined ? undefined : world.text(path);
  const template = text && findTemplate(name, path ?? '', text);
  if (template) return notCheckable(`values may make it of \`${template.text}\` in line ${template.line}`);
  const instead = spot && liesIn(spot, path, world);
  return notFound(`no source file has it as a literal${instead === undefined ? '' : `, and ${instead}`}`);
}

function movedTo({ path, line, places, alias }: Found): Verdict {
  const why = [
    ...(alias === undefined ? [] : [`under its older name ${alias}`]),
    ...(places > 1 ? [`one of ${places} places`] : []),
  ].join(', ');
  return { outcome: 'moved', to: `${path}:${line}`, why: why || undefined };
}

/** The test by its name, else by one that it had before; near its line, else in its file, else in the tree. */
function findTest({ name, aliases }: Test, spot: Spot | undefined, world: World): Found | undefined {
  const found = name === undefined ? undefined : findByName(name, spot, world);
  if (found) return found;
  for (const alias of aliases) {
    const older = findByName(alias, spot, world);
    if (older) return { ...older, alias };
  }
  return undefined;
}

function findByName(name: string, spot: Spot | undefined, world: World): Found | undefined {
  const forms = nameForms(name);
  const own = spot && world.text(spot.path);
  if (spot && own) {
    const hits = findName(forms, own);
    const found = nearest(hits.length > 0 ? hits : findNameEnd(name, own), spot, own);
    if (found) return { ...found, lacks: missingContainer(name, spot.path, own) };
  }
  return findElsewhere(name, forms, spot, world);
}

function nearest(hits: readonly NameHit[], { path, first, last }: Spot, file: SourceFile): Found | undefined {
  const [any] = hits;
  if (any === undefined) return undefined;
  if (first === undefined || last === undefined)
    return { path, line: any.line, isNear: true, places: hits.length };
  const near = hits.find(
    ({ line }) =>
      (line >= first - NEAR && line <= last + NEAR) ||
      (first <= file.lines.length && isWithinBlock(file.lines, line, first)),
  );
  return { path, line: (near ?? any).line, isNear: near !== undefined, places: hits.length };
}

/** Outside its own file only a whole literal or word counts: a part of one may be any sentence. */
function findElsewhere(
  name: string,
  forms: readonly NameForm[],
  spot: Spot | undefined,
  world: World,
): Found | undefined {
  for (const form of forms) {
    const files = world.filesLike(form.text);
    world.tree.prepare(files);
    const hits = files.flatMap((path) => {
      const file = path === spot?.path ? undefined : world.text(path);
      const [hit] = file ? findName([form], file).filter(({ isWhole }) => isWhole) : [];
      return file && hit && missingContainer(name, path, file) === undefined
        ? [{ path, line: hit.line }]
        : [];
    });
    const best = hits.toSorted((a, b) => closeness(b.path, spot) - closeness(a.path, spot))[0];
    if (best) return { ...best, isNear: false, places: hits.length };
  }
  return undefined;
}

/** A file of the same name comes first, then the one that shares most folders. */
function closeness(path: string, spot: Spot | undefined): number {
  if (spot === undefined) return 0;
  const [a, b] = [path.split('/'), spot.path.split('/')];
  const shared = a.findIndex((step, i) => step !== b[i]);
  return (a.at(-1) === b.at(-1) ? 1000 : 0) + (shared === -1 ? a.length : shared);
}
