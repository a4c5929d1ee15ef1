/** `order queue` as `OrderQueue`. */
export function capitalWords(text: string): string {
  return text
    .split(/[ -]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `order queue` as `order_queue`. */
export function snakeWords(text: string): string {
  return text.replaceAll(/[ -]/g, '_');
}
