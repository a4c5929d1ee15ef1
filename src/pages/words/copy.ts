/** What one takes from a page of the site. The browser loads this file, so it imports nothing. */
export const copyWords = {
  copy: 'Copy',
  forPullRequest: 'Copy for the pull request',
  copied: 'Copied',
  /** Markdown for a comment: which issue it is, how it stands, and the answers. */
  comment: (title: string, address: string, state: string, answers: readonly (readonly [string, string])[]) =>
    `Known flaky test: [${title.replace(/[\\[\]]/g, '\\$&')}](${address})\n\n${state}\n\n${answers
      .map(([label, answer]) => `- **${label}**: ${answer}\n`)
      .join('')}`,
};
