import type { IssueReading } from '../asof/snapshot.ts';
import { shortHash } from '../core/text.ts';
import type { Body } from '../records/body/section.ts';
import { isFixed, type Snippet, snippetsOf } from './verify-snippets.ts';
import { notFound, type VerifiedClaim, type World } from './world.ts';

/** A call of a function of another package: `dlq.NewClient(redis, logger)`. */
interface Call {
  readonly pack: string;
  readonly name: string;
  readonly given: number;
  readonly line: string;
}

interface Definition {
  readonly takes: number;
  readonly isOpen: boolean;
  readonly at: string;
}

interface SnippetCall {
  readonly reading: IssueReading;
  readonly snippet: Snippet;
  readonly call: Call;
}

/** Calls in Go code of an issue that is still to be written. */
export function callsOf(reading: IssueReading, body: Body): SnippetCall[] {
  return snippetsOf(body, 'after').flatMap((snippet) =>
    snippet.lang === 'go' && !isFixed(reading, snippet)
      ? callsIn(snippet.code).map((call) => ({ reading, snippet, call }))
      : [],
  );
}

/**
 * Calls where every definition of the function takes another number of arguments.
 * Go alone: it has neither optional arguments nor two functions of one name in a package.
 */
export function verifyCalls(calls: readonly SnippetCall[], world: World): VerifiedClaim[] {
  world.tree.prepare(calls.flatMap(({ call }) => world.filesWith(call.name)));
  return calls.flatMap(({ reading, snippet, call }): VerifiedClaim[] => {
    const paths = world.filesWith(call.name);
    const definitions = paths.flatMap((path) => definitionsIn(path, call, world));
    const [first] = definitions;
    if (!first || definitions.some(({ takes, isOpen }) => takes === call.given || isOpen)) return [];
    const takes = `${first.takes} ${first.takes === 1 ? 'argument' : 'arguments'}`;
    const why = `\`${call.pack}.${call.name}\` takes ${takes} at ${first.at}, not ${call.given}`;
    const claim = { record: reading.issue.id, kind: 'snippet' as const, of: snippet.of, what: call.line };
    return [{ ...claim, digest: shortHash(snippet.code), ...notFound(why) }];
  });
}

function callsIn(code: string): Call[] {
  return [...code.matchAll(/(?<![\w.])([a-z]\w*)\.([A-Z]\w*)\(/g)].flatMap(
    ({ 0: head, 1: pack = '', 2: name = '', index }) => {
      const values = listAt(code, index + head.length);
      const before = code.slice(code.lastIndexOf('\n', index) + 1, index);
      const line = `${before}${code.slice(index).split('\n', 1)[0]}`.trim();
      // One call as an argument may give several; three dots stand for what an author left out.
      const isSure =
        values &&
        !/^\s*\/\//.test(before) &&
        !values.some((one) => /\.\.\.|…/.test(one)) &&
        !(values.length === 1 && /\(/.test(values[0] ?? ''));
      return isSure ? [{ pack, name, given: values.length, line }] : [];
    },
  );
}

function definitionsIn(path: string, { pack, name }: Call, world: World): Definition[] {
  const lines = path.endsWith('.go') ? (world.text(path)?.lines ?? []) : [];
  if (!lines.some((line) => line.startsWith(`package ${pack}`) && line.trim() === `package ${pack}`))
    return [];
  return lines.flatMap((line, i) => {
    const head = new RegExp(`^func ${name}(?:\\[[^\\]]*\\])?\\(`).exec(line)?.[0];
    const text = lines.slice(i, i + 20).join('\n');
    const values = head && listAt(text, head.length);
    return values
      ? [{ takes: values.length, isOpen: values.some((one) => one.includes('...')), at: `${path}:${i + 1}` }]
      : [];
  });
}

/** What stands between commas up to the bracket that closes; undefined where none does. */
function listAt(text: string, from: number): string[] | undefined {
  const plain = text.replaceAll(/"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'/g, (quoted) =>
    '_'.repeat(quoted.length),
  );
  const values = [''];
  let depth = 1;
  for (let i = from; i < plain.length; i += 1) {
    const character = plain.charAt(i);
    if (/[([{]/.test(character)) depth += 1;
    if (/[)\]}]/.test(character)) depth -= 1;
    if (depth === 0) return values.filter((value) => value.trim() !== '');
    if (character === ',' && depth === 1) values.push('');
    else values[values.length - 1] += character;
  }
  return undefined;
}
