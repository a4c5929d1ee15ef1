/** How a language writes a comment to the end of a line. */
export type CommentStyle = 'slashes' | 'hash' | 'dashes';

const HASH =
  /^(?:py|python|rb|ruby|sh|bash|zsh|shell|console|yaml|yml|toml|make|makefile|dockerfile|elixir|ex|exs|r|perl|pl|powershell|ps1|hcl|tf|nix)$/;
const DASHES = /^(?:sql|lua|haskell|hs|elm|ada)$/;

export function commentStyle(lang: string): CommentStyle {
  const name = lang.toLowerCase();
  return HASH.test(name) ? 'hash' : DASHES.test(name) ? 'dashes' : 'slashes';
}

const WHOLE_LINE: Readonly<Record<CommentStyle, RegExp>> = {
  slashes: /^\s*(?:\/\/|\/\*|\*[\s/]|\*$|<!--)/,
  hash: /^\s*#(?!!)/,
  dashes: /^\s*(?:--|\/\*)/,
};

const TRAILING: Readonly<Record<CommentStyle, RegExp>> = {
  slashes: /\s(?:\/\/.*|\/\*.*\*\/\s*)$/,
  hash: /\s#(?:\s.*|\s*[←⬅👈].*)?$/u,
  dashes: /\s--(?:\s.*|\s*[←⬅👈].*)?$/u,
};

/** An arrow that points at a line: nobody writes one into code. */
const ARROW = /\s+[←⬅👈].*$/u;

export function isComment(line: string, style: CommentStyle): boolean {
  return WHOLE_LINE[style].test(line);
}

/** A line's code without the comment behind it. */
export function withoutComment(line: string, style: CommentStyle): string {
  return line.replace(TRAILING[style], '').replace(ARROW, '');
}
