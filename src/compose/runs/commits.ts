import type { InlineCode } from 'mdast';
import { shortCommit } from '../../model/evidence.ts';
import { code } from '../tree.ts';

/** A commit as readers see it: short where it is a hash, else whatever the run calls it. */
export function commitText(commit: string): string {
  return /^[0-9a-f]{10,}$/.test(commit) ? shortCommit(commit) : commit;
}

export function commitCode(commit: string): InlineCode {
  return code(commitText(commit));
}
