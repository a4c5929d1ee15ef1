import type { RootContent } from 'mdast';
import { describeSignature, type Message, readMessage } from '../../match/signature.ts';
import { readRegex } from '../../records/fields/regex.ts';
import type { Issue } from '../../records/issue/issue.ts';
import type { Signature } from '../../records/issue/signature.ts';
import type { TextRange } from '../document.ts';

/** Marks in the output of a test what the signatures fit. @param letter of the test, where the output is of one. */
export function markSymptoms(
  { signatures }: Issue,
  letter: string | undefined,
  blocks: readonly RootContent[],
): RootContent[] {
  const own = signatures.filter(({ only }) => {
    const tests = only?.tests ?? [];
    return tests.length === 0 || (letter !== undefined && tests.includes(letter));
  });
  return blocks.map((block) => {
    if (block.type !== 'code') return block;
    const message = readMessage(block.value);
    const marked = own.flatMap((signature) => rangesOf(signature, block.value, message));
    return marked.length === 0 ? block : { ...block, data: { ...block.data, marked } };
  });
}

/** Where a signature fits an output to the letter; nothing where it does not, or only without what a machine made. */
function rangesOf(signature: Signature, output: string, message: Message): TextRange[] {
  if (describeSignature(signature).findIn(message)?.isExact !== true) return [];
  const { text, regex } = signature;
  const at = text === undefined ? -1 : output.indexOf(text);
  const read = regex === undefined ? undefined : readRegex(regex);
  const found = read !== undefined && 'regex' in read ? read.regex.find(output) : undefined;
  return [
    ...(text === undefined || at < 0 ? [] : [{ from: at, to: at + text.length }]),
    ...(found === undefined ? [] : [found]),
  ];
}
