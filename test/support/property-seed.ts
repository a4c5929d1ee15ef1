import fc from 'fast-check';

/**
 * Property tests take the same cases in every run: a suite that turns red by chance would be a poor advertisement here.
 * `FC_SEED=random npm test`, or any number, goes hunting for new ones.
 */
const { FC_SEED = '20260104' } = process.env;
if (FC_SEED !== 'random') fc.configureGlobal({ seed: Number(FC_SEED) });
