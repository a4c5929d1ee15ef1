import { styleText } from 'node:util';

export type Format = Parameters<typeof styleText>[0];

/** Styles words for a terminal, or leaves them as they are. */
export type Style = (format: Format, words: string) => string;

/**
 * Whether to colour what goes to a stream, for every command: https://no-color.org and https://force-color.org first,
 * then whether it is a terminal that can.
 */
export function hasColor(stream: { readonly isTTY?: boolean }, env = process.env): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** @param color as `hasColor` of the stream says. */
export function createStyle(color: boolean): Style {
  return color ? (format, words) => styleText(format, words, { validateStream: false }) : (_, words) => words;
}

/** Rows in columns. @param paint styles a cell that has been padded. */
export function columns(
  rows: readonly (readonly string[])[],
  paint: (padded: string, row: number, column: number) => string = (padded) => padded,
): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return rows.map((row, i) =>
    row
      .map((cell, column) =>
        paint(column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0), i, column),
      )
      .join('  '),
  );
}

/** Data for programs, as every command prints it. */
export function toJson(data: unknown): string {
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
