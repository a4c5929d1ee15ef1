import type { RootContent } from 'mdast';
import type { Task } from '../../records/issue/work.ts';
import type { BookAt } from '../book-at.ts';
import { formatEffort, termLabel } from '../words/format.ts';
import { words } from '../words/words.ts';
import { effect } from './plan.ts';
import { type ProseHome, prose } from './prose.ts';
import { bullets, counted, type Inlines, joined, strong } from './tree.ts';

const { plan: says } = words;

/** Tasks with how far they are, what they take, and what they give and cost. */
export function taskList(book: BookAt, tasks: readonly Task[], home: ProseHome): RootContent[] {
  return bullets(
    tasks.map(({ title, does, horizon, effort, gain, cost, done, proposed }) => {
      const gives = effect(book, { gain, cost }, home);
      const terms: Inlines[] = [
        done === undefined ? says.taskOpen(proposed) : says.taskDone(done),
        ...(horizon === undefined ? [] : [termLabel(book.settings.horizons, horizon).toLowerCase()]),
        ...(effort === undefined ? [] : [formatEffort(effort)]),
        ...(does === undefined ? [] : [prose(book, does, home)]),
        ...((gain ?? cost) ? [gives] : []),
      ];
      return counted([strong(prose(book, title, home)), ': ', joined(terms, '; ')], {
        [says.table[0] ?? '']: done === undefined ? says.isPlanned : says.isDone,
      });
    }),
  );
}
