import { createCalendar, isWhen } from '../../core/calendar.ts';
import { hasControlCharacter } from '../../core/text.ts';
import { suggest } from '../../records/fields/suggest.ts';
import type { RunHead } from '../../runs/merge/measure-run.ts';
import { type Strange, strangeWords } from '../../runs/read/rules.ts';

/** What somebody says of a run, as it was typed. */
export interface RunOptions {
  readonly run: string;
  readonly at: string;
  readonly commit: string;
  readonly branch?: string;
  readonly environment?: string;
  readonly url?: string;
  /** Which part of the run it is, of how many: `2/4`. */
  readonly shard?: string;
}

export interface RunToIngest {
  readonly head: RunHead;
  /** Paths, in the order in which their attempts count. */
  readonly files: readonly string[];
  /** Its tests were executed many times on purpose. */
  readonly isStress?: boolean;
}

/** Whatever is wrong with what was said of a run; its message is a sentence. */
export class Unusable extends Error {
  readonly strange: Strange;

  constructor(found: string, expected: string, because?: string) {
    const strange = { found, expected, because };
    super(`${strangeWords(strange)}.`);
    this.strange = strange;
  }
}

const MAX_TEXT = 200;
/** Addresses of CI jobs are long. */
const MAX_URL = 2000;

/** @throws Unusable */
export function readHead({
  run,
  at,
  commit,
  branch = '',
  environment = '',
  url = '',
  shard,
}: RunOptions): RunHead {
  const optional = (...[key, text, ...rest]: Parameters<typeof checked>): string =>
    text === '' ? '' : checked(key, text, ...rest);
  return {
    run: checked('run', run, NAME, 'an id that is unique in its suite'),
    at: momentOf(at),
    commit: commitOf(commit, branch),
    branch: optional('branch', branch, NAME, 'the name of a branch'),
    environment: optional('environment', environment, NAME, 'what the run ran in, such as `windows`'),
    ...(shard !== undefined && { shards: shardOf(shard) }),
    url: optional('url', url, /^https?:\/\/\S+$/u, 'an address with http:// or https://', MAX_URL),
  };
}

function shardOf(shard: string): string {
  const [, part = '', all = ''] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(shard) ?? [];
  if (part !== '' && Number(part) <= Number(all)) return shard;
  throw new Unusable(`\`shard\` ${JSON.stringify(shard)}`, 'a part of the run, such as `2/4`');
}

const NAME = /^\S(?:.*\S)?$/u;

/** A word that stands for many commits would make a pass and a failure on two of them proof of flakiness. */
const NO_COMMIT = /^(?:head|latest|unknown|undefined|null|none|n\/a|-+|0{40})$/i;

function commitOf(commit: string, branch: string): string {
  const expected = 'the id of the commit that was tested, without spaces';
  const id = checked('commit', commit, /^\S+$/u, expected);
  if (NO_COMMIT.test(id) || id === branch)
    throw new Unusable(
      `\`commit\` ${JSON.stringify(id)}`,
      expected,
      'a pass and a failure on one commit prove that a test is flaky',
    );
  return id;
}

function checked(key: string, text: string, form: RegExp, expected: string, limit = MAX_TEXT): string {
  if (text === '') throw new Unusable(`an empty \`${key}\``, expected);
  if (text.length > limit)
    throw new Unusable(`\`${key}\` of ${text.length} characters`, `at most ${limit} characters`);
  if (hasControlCharacter(text)) throw new Unusable(`a control character in \`${key}\``, expected);
  if (!text.isWellFormed() || !form.test(text))
    throw new Unusable(`\`${key}\` ${JSON.stringify(text)}`, expected);
  return text;
}

function momentOf(at: string): string {
  const example = 'such as 2026-01-05T09:00:00Z';
  if (/^\d{4}-\d{2}-\d{2}$/.test(at) && isWhen(at))
    throw new Unusable(
      `a date alone as \`at\`, \`${at}\``,
      `the time at which the run began, ${example}`,
      'runs have an order within a day',
    );
  if (!isWhen(at))
    throw new Unusable(
      `\`at\` ${JSON.stringify(at.slice(0, MAX_TEXT))}`,
      `a time with its offset, ${example}`,
    );
  const moment = `${new Date(createCalendar('UTC').instantMs(at)).toISOString().slice(0, -5)}Z`;
  if (!isWhen(moment)) throw new Unusable(`\`at\` ${at}`, 'a year from 1 to 9999');
  return moment;
}

const KEYS = ['run', 'at', 'commit', 'branch', 'environment', 'url', 'files'];

/** Reads a line of a manifest. @throws Unusable */
export function readManifestLine(line: string): RunToIngest {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Unusable('text that is not JSON', 'one JSON object on a line');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unusable('other JSON', 'an object');
  const fields = new Map(Object.entries(value));
  for (const key of fields.keys())
    if (!KEYS.includes(key)) {
      const near = suggest(key, KEYS);
      throw new Unusable(`key \`${key.slice(0, MAX_TEXT)}\``, near ? `\`${near}\`` : KEYS.join(', '));
    }
  const text = (key: string): string => {
    const field = fields.get(key);
    if (typeof field === 'string') return field;
    throw new Unusable(field === undefined ? 'none' : 'another value', `text as \`${key}\``);
  };
  const files = fields.get('files');
  if (
    !Array.isArray(files) ||
    files.length === 0 ||
    !files.every((file) => typeof file === 'string' && file !== '')
  )
    throw new Unusable('another value', 'a list of one or more paths as `files`');
  const optional = (key: string) => (fields.get(key) === undefined ? '' : text(key));
  const head = readHead({
    run: text('run'),
    at: text('at'),
    commit: text('commit'),
    branch: optional('branch'),
    environment: optional('environment'),
    url: optional('url'),
  });
  return { head, files };
}
