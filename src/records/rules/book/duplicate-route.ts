import type { Finding } from '../../../core/finding.ts';
import { FILE_START } from '../../../core/place.ts';
import type { BookContext, Rule } from '../../check/rule.ts';

const PATTERN = '---\ntitle: Index\nsummary: Tests that read an index before it is built.\n---\n';

/** Names under which folders show their own page. */
const INDEX_NAMES = new Set(['index', 'readme']);

export const duplicateRoute: Rule = {
  id: 'duplicate-route',
  severity: 'error',
  what: 'A record whose page would stand where the list of its folder stands.',
  why: '`README.md` and `index.html` of a folder are its list of records; one of the two pages would overwrite the other. Give the record another name.',
  wrong: { 'patterns/index.md': PATTERN },
  right: { 'patterns/late-index.md': PATTERN },
  message: ({ id, route }) =>
    `Unexpected record \`${id}\`, expected another name: \`${route}\` is the page that lists the folder`,
  *checkBook({ facts }: BookContext): Iterable<Finding> {
    for (const { kind, id, file } of facts) {
      if (kind === 'book' || !INDEX_NAMES.has(id.toLowerCase())) continue;
      const route = `${file.slice(0, file.indexOf('/'))}/${id.toLowerCase()}`;
      yield { ruleId: 'duplicate-route', file, place: FILE_START, args: { id, route } };
    }
  },
};
