import { describe, expect, test } from 'vitest';

/** A service that is slow now and then. */
const prices = { Pen: 2, Ink: 7 };
const priceOf = (name) =>
  new Promise((answer) => setTimeout(() => answer(prices[name]), Math.random() < 0.2 ? 400 : 5));

describe('cart', () => {
  test('is empty at first', () => {
    expect([]).toHaveLength(0);
  });

  test('adds up its prices', async () => {
    const sum = (await priceOf('Pen')) + (await priceOf('Ink'));
    expect(sum).toBe(9);
  }, 300);

  test('forgets what is removed', () => {
    expect(['Pen', 'Ink'].filter((name) => name !== 'Ink')).toEqual(['Pen']);
  });
});
