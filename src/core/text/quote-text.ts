/** A text within a sentence of Markdown: as code, or in quotation marks where its own backticks would end that. */
export function quoteText(text: string): string {
  return text.includes('`') ? `“${text}”` : `\`${text}\``;
}
