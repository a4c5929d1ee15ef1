/** Rows of bits: which of many things stand in which of many places, in one eighth of a byte each. */
export class BitTable {
  private readonly words: Uint32Array;
  private readonly rowLength: number;

  constructor(rows: number, columns: number) {
    this.rowLength = Math.ceil(columns / 32);
    this.words = new Uint32Array(rows * this.rowLength);
  }

  set(row: number, column: number): void {
    const i = row * this.rowLength + (column >> 5);
    this.words[i] = (this.words[i] ?? 0) | (1 << (column & 31));
  }

  clear(row: number, column: number): void {
    const i = row * this.rowLength + (column >> 5);
    this.words[i] = (this.words[i] ?? 0) & ~(1 << (column & 31));
  }

  has(row: number, column: number): boolean {
    return ((this.words[row * this.rowLength + (column >> 5)] ?? 0) & (1 << (column & 31))) !== 0;
  }

  /** Sets in one row what is set in another. */
  merge(into: number, from: number): void {
    for (const [i, word] of this.row(from).entries()) {
      const at = into * this.rowLength + i;
      this.words[at] = (this.words[at] ?? 0) | word;
    }
  }

  haveCommon(a: number, b: number): boolean {
    const other = this.row(b);
    return this.row(a).some((word, i) => (word & (other[i] ?? 0)) !== 0);
  }

  /** Bits that are set both in a row and in one of another table with as many columns. */
  countCommon(row: number, other: BitTable, otherRow: number): number {
    const [start, otherStart] = [row * this.rowLength, otherRow * this.rowLength];
    let count = 0;
    for (let i = 0; i < this.rowLength; i += 1) {
      const word = (this.words[start + i] ?? 0) & (other.words[otherStart + i] ?? 0);
      if (word !== 0) count += countBits(word);
    }
    return count;
  }

  row(row: number): Uint32Array {
    return this.words.subarray(row * this.rowLength, (row + 1) * this.rowLength);
  }
}

/** Of 32 bits: pairs, then fours, then bytes are added up side by side (Warren, Hacker's Delight, chapter 5). */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
