import type { RuleTable, Texts } from '../../core/rule.ts';
import { aValue, didYouMeanOr } from '../../core/text.ts';

/** What an issue may cite without a file in `references/`: a document of the repository, a ticket or change of its host. */
function cited(id: string): string | undefined {
  if (/^#?\d+$/.test(id)) return `\`ticket:${id.replace('#', '')}\``;
  if (/^[^\s:]+\/[^\s:/]+\.\w+$/.test(id)) return `\`file:${id}\``;
  return /^[A-Z][A-Z0-9]+-\d+$/.test(id) ? 'its `https://` address' : undefined;
}

function adding(what: string, id: string): string {
  if (what === 'fix' || what === 'cause')
    return `, or declare it under \`${what === 'fix' ? 'fixes' : 'causes'}\``;
  const other = what === 'reference' ? cited(id) : undefined;
  if (other !== undefined) return `, or write ${other}`;
  // What no file can be called is no id of a record.
  if (/[^\w-]/.test(id) && what !== 'roster') return '';
  if (what === 'suite') return `, or add \`suites/${id}.md\` with a \`title\``;
  if (what === 'pattern') return `, or write one with \`flakebook new pattern ${id}\``;
  if (what === 'issue') return `, or add \`issues/${id}.md\``;
  if (what === 'roster') return ', or ingest the run again';
  return what === 'reference' ? ', or add it to a file in `references/`' : ', or declare it';
}

export const LINK_RULES = {
  'dangling-anchor': {
    what: 'A link to a part of a record, behind `#`, that is no heading of its body.',
    why: 'The link would lead nowhere, or to the top of the page. The part is the heading in small letters, with `-` for each space.',
    message: ({ part, file, suggestion }: { part: string; file?: string; suggestion?: string }) =>
      `No heading ${file === undefined ? 'here' : `of \`${file}\``} is \`#${part}\`: ${didYouMeanOr(suggestion, 'correct the link, or add the heading')}`,
  },
  'dangling-id': {
    what: 'A reference to an issue, test, pattern, suite, reference, fix, cause or roster that does not exist.',
    why: 'The page could not link to it, and totals would leave its work out. Correct the id, or add the record.',
    message: ({ what, id, suggestion }: { what: string; id: string; suggestion?: string }) =>
      `Unknown ${what} \`${id}\`: ${didYouMeanOr(suggestion, `${what === 'pattern' ? 'leave it out until you know' : 'correct the id'}${adding(what, id)}`)}`,
  },
  'dangling-link': {
    what: 'A relative link to a file that is not in the content folder.',
    why: 'The link would be broken, both on the site and on GitHub. Correct the path. Link to a file outside the content folder by its `https://` address.',
    message: ({ target, leaves, suggestion }: Texts<'target', 'suggestion'> & { leaves: 'yes' | 'no' }) =>
      leaves === 'yes'
        ? `Link to \`${target}\` leaves the content folder: use its \`https://\` address`
        : `Broken link to \`${target}\`: ${didYouMeanOr(suggestion, 'correct the path, or add the file')}`,
  },
  'misspelt-pattern': {
    severity: 'warning',
    what: 'A cause whose id is almost that of a pattern.',
    why: 'A cause without `pattern` belongs to the pattern of its own id, and is not classified where there is none. A slip in the id would leave it out of the pattern. Correct the id, or say the `pattern`.',
    message: ({ id, suggestion }: { id: string; suggestion: string }) =>
      `Cause \`${id}\` is not classified: did you mean the pattern \`${suggestion}\`? If so, write its id, or \`pattern: ${suggestion}\``,
  },
  'reference-path': {
    severity: 'warning',
    what: 'The path of a document that leads out of the repository.',
    why: "Paths begin in the root of the suite's repository, or in the `base` of their group. Nothing can link to what is outside. Paths that were copied from a document begin in its folder: write that folder as `base`.",
    message: ({ path }: { path: string }) =>
      `Path \`${path}\` leads out of the repository: correct it, or write the folder in which the paths begin as the \`base\` of the group`,
  },
  'reference-scheme': {
    what: 'A reference of an issue whose scheme nobody knows, or that has no id behind its scheme.',
    why: 'The page could not link to it. `http`, `https`, `commit` and `file` need nothing, and a `ticket`, `change` or `run` with a number leads to the host of the repository. Any other scheme needs a template under `links` in `book.yaml`.',
    message: ({
      entry,
      scheme,
      problem,
      suggestion,
    }: Texts<'entry' | 'scheme', 'suggestion'> & { problem: 'scheme' | 'id' }) =>
      problem === 'id'
        ? `Reference ${aValue(entry)} has no id: write it behind \`${scheme}:\``
        : `Unknown scheme \`${scheme}\`: ${didYouMeanOr(suggestion, `add a template for it under \`links\` in \`book.yaml\`, or write the \`https://\` address`)}`,
  },
  'same-loop': {
    what: 'Fixes or causes whose `same`, or superseded issues whose `by`, leads back to where it began.',
    why: 'None of them says what it is, or which issue is left. One of them is the original: describe it there, and delete its `same`, or give that issue another status.',
    message: ({ key, chain }: { key: 'by' | 'same'; chain: readonly string[] }) =>
      `\`${key}\` leads back to itself: ${key === 'by' ? 'correct the status of the issue that is left' : 'delete it from the original'} (${chain.join(' → ')})`,
  },
  'shared-test': {
    severity: 'warning',
    what: 'A test, by its name, that an issue names twice, or that two issues call unresolved, where neither tells of the other.',
    why: 'Often two people wrote down one problem, and each plans a fix of their own. Figures count the test once. Let one issue be `superseded` by the other, or name the other under `related`. Within one issue, delete one of the two, or correct its name.',
    message: ({ other, isOwn }: { other: string; isOwn: 'yes' | 'no' }) =>
      isOwn === 'yes'
        ? `${other} is this test, too: delete one of the two, or correct its name`
        : `${other} calls this test unresolved too: supersede one of the two, or name the other under \`related\``,
  },
  'unsafe-link': {
    what: 'A link that is not relative, a web address or an e-mail address.',
    why: 'A `javascript:` or `data:` link runs in the browser of whoever follows it, and a `file:` link works on one machine only. Link to an `https://` address, or to a file in the content folder.',
    message: ({ scheme }: { scheme: string }) =>
      `\`${scheme}:\` links are not allowed: use \`https://\`, \`http://\`, \`mailto:\` or a relative path`,
  },
} satisfies RuleTable;
