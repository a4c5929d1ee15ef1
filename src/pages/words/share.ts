/** `97.5%`. Never 100% or 0% unless it is: what is left out of a round figure is what matters here. */
export function formatShare(value: number, of: number): string {
  if (of === 0) return 'none';
  const share = (value / of) * 100;
  const rounded = Math.round(share * 10) / 10;
  if (rounded === 100 && value !== of) return '>99.9%';
  if (rounded === 0 && value !== 0) return '<0.1%';
  return `${Number.isInteger(rounded) ? rounded : rounded.toFixed(1)}%`;
}
