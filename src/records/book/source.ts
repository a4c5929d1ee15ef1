import { z } from 'zod';
import { field, named, refuse, text, url } from '../fields/fields.ts';

/**
 * Addresses on hosts of repositories, as templates of the book have them. From their manuals: docs.github.com (permanent
 * links, autolinked references), docs.gitlab.com (permalinks, GitLab-specific references), support.atlassian.com (Bitbucket).
 */
const HOSTS = {
  github: {
    file: '{repository}/blob/{branch}/{path}#L{line}',
    edit: '{repository}/edit/{branch}/{path}',
    commit: '{repository}/commit/{id}',
    ticket: '{repository}/issues/{id}',
    change: '{repository}/pull/{id}',
    run: '{repository}/actions/runs/{id}',
  },
  gitlab: {
    file: '{repository}/-/blob/{branch}/{path}#L{line}',
    edit: '{repository}/-/edit/{branch}/{path}',
    commit: '{repository}/-/commit/{id}',
    ticket: '{repository}/-/issues/{id}',
    change: '{repository}/-/merge_requests/{id}',
    run: '{repository}/-/pipelines/{id}',
  },
  bitbucket: {
    file: '{repository}/src/{branch}/{path}#lines-{line}',
    edit: '{repository}/src/{branch}/{path}?mode=edit',
    commit: '{repository}/commits/{id}',
    ticket: '{repository}/issues/{id}',
    change: '{repository}/pull-requests/{id}',
    run: '{repository}/pipelines/results/{id}',
  },
} as const;

type Host = keyof typeof HOSTS;

function isHost(name: string): name is Host {
  return Object.hasOwn(HOSTS, name);
}

export const source = named(
  'source',
  z.strictObject({
    repository: field(url.optional(), 'Where the repository is.', 'https://github.com/example/shop'),
    branch: field(text.optional(), 'The branch that links lead to, where no `commit` is given.', 'main'),
    commit: field(
      text.optional(),
      'The commit whose lines the records name: links to files lead there, and live on when the branch is gone.',
      '4512e87',
    ),
    host: field(
      z
        .string()
        .refine(isHost, refuse('unknown-value', { expected: Object.keys(HOSTS) }))
        .optional(),
      'What the host of the repository runs, where its name does not say so: `github`, `gitlab` or `bitbucket`. It makes the addresses of files, commits, tickets, changes and runs.',
      'gitlab',
    ),
  }),
  'Where the source of the tests is.',
);

const { repository, branch, host } = source.shape;

export const recordsPlace = named(
  'records',
  z.strictObject({
    repository,
    branch,
    host,
    folder: field(
      text.regex(/^[^/\\]+(?:\/[^/\\]+)*$/).optional(),
      'The content folder in the repository, where it is not its root.',
      'flaky',
    ),
  }),
  'Where the records themselves are, so that pages can lead to them; what it leaves out is as in `source`.',
);

export type CodeSource = Readonly<z.output<typeof source>>;

/** What a host numbers: on it, any other name leads nowhere. */
const NUMBERED: ReadonlySet<string> = new Set(['ticket', 'change', 'run']);

/** Whether a host of repositories may have an address for it. */
export function isOnHosts(scheme: string, id: string): boolean {
  return scheme === 'commit' ? /^[0-9a-f]{7,64}$/.test(id) : NUMBERED.has(scheme) && /^\d+$/.test(id);
}

/**
 * The template that the host of a repository has for a scheme; undefined for a host that nobody knows.
 * @param id that it is for; none for a file.
 */
export function hostTemplate(
  { repository = '', host }: CodeSource,
  scheme: string,
  id: string | undefined,
): string | undefined {
  if (id !== undefined && !isOnHosts(scheme, id)) return undefined;
  const own = host ?? hostIn(repository);
  if (own === undefined || !isHost(own)) return undefined;
  const templates: Readonly<Record<string, string>> = HOSTS[own];
  return Object.hasOwn(templates, scheme) ? templates[scheme] : undefined;
}

/** By the name of the host: `github.com`, `gitlab.example.org`. Bitbucket on one's own server has other addresses. */
function hostIn(repository: string): Host | undefined {
  const [, name = ''] = /^https?:\/\/(?:[^/@]*@)?([^/:]+)/.exec(repository.toLowerCase()) ?? [];
  const labels = name.split('.');
  if (name === 'bitbucket.org') return 'bitbucket';
  return labels.includes('github') ? 'github' : labels.includes('gitlab') ? 'gitlab' : undefined;
}
