/** What the made records are about. Combined, the words give each record a text of its own. */
export const SERVICES = [
  'checkout',
  'catalogue',
  'ledger',
  'identity',
  'billing',
  'search',
  'inventory',
  'notification',
  'shipping',
  'scheduler',
  'audit',
  'gateway',
  'pricing',
  'session',
  'export',
  'import',
  'replication',
  'metering',
  'workflow',
  'profile',
] as const;

export const LAYERS = ['api', 'integration', 'worker', 'contract', 'browser'] as const;

export const LANGUAGES = ['go', 'ts', 'python', 'java'] as const;
export type Language = (typeof LANGUAGES)[number];

export const COMPONENTS = [
  'order queue',
  'price index',
  'token cache',
  'retry loop',
  'event stream',
  'invoice batch',
  'stock counter',
  'mail outbox',
  'route table',
  'job lease',
  'snapshot writer',
  'quota meter',
  'webhook sender',
  'session store',
  'import cursor',
  'rate limiter',
  'search replica',
  'lock service',
  'dead-letter queue',
  'audit buffer',
  'health probe',
  'schema migrator',
  'blob uploader',
  'tax table',
] as const;

export const ACTIONS = [
  'loses its newest entries',
  'is read before it is written',
  'answers with rows of another test',
  'times out on busy runners',
  'reports one item too many',
  'returns items in another order',
  'is closed while still in use',
  'keeps the settings of the test before',
  'misses the last page',
  'fails at midnight',
  'counts a retry twice',
  'does not see its own write',
  'finds its port taken',
  'depends on the seed',
  'leaks a worker into the next test',
  'compares rounded times',
] as const;

export const ENTITIES = [
  'order',
  'invoice',
  'parcel',
  'account',
  'ticket',
  'voucher',
  'device',
  'shipment',
  'report',
  'member',
] as const;

export const FIXES = [
  {
    id: 'wait-for-signal',
    title: 'Wait for the signal of the producer',
    does: 'Polls until the entry that the test wrote is visible, then asserts',
  },
  {
    id: 'scoped-names',
    title: 'Scope every name to the test',
    does: 'Puts the id of the test into each name that it creates and deletes',
  },
  {
    id: 'own-schema',
    title: 'A schema of its own per worker',
    does: 'Creates a schema per process and drops it at the end',
  },
  { id: 'fixed-clock', title: 'Hand the clock in', does: 'Passes a clock that the test moves by hand' },
  {
    id: 'sorted-result',
    title: 'Ask for an order',
    does: 'Sorts the answer by a unique key before it is compared',
  },
  {
    id: 'joined-workers',
    title: 'Join the workers at the end',
    does: 'Waits for each worker to end before the next test begins',
  },
  {
    id: 'free-port',
    title: 'Let the system choose the port',
    does: 'Binds to port 0 and hands the chosen one on',
  },
  {
    id: 'filtered-query',
    title: 'Filter by the id of the run',
    does: 'Narrows each query to the rows that this run wrote',
  },
] as const;

export const MITIGATIONS = [
  { id: 'serial-marker', title: 'Run it alone', does: 'Keeps the test from running beside others' },
  {
    id: 'longer-timeout',
    title: 'A longer timeout',
    does: 'Raises the bound to three times the slowest run seen',
  },
  { id: 'one-retry', title: 'One retry', does: 'Runs the test once more before it counts as failed' },
] as const;

export const OWNERS = ['platform-team', 'storage-team', 'payments-team', 'web-team', 'release-team'] as const;
export const IMPACTS = ['critical', 'high', 'medium', 'medium', 'low', 'low'] as const;
export const LOCI = ['test', 'test', 'test', 'product', 'test-infrastructure', 'environment'] as const;
export const EFFORTS = ['5m', '10m', '30m', '1h', '2h-4h', '4h', '1d', '2d', '1w'] as const;
export const HORIZONS = ['immediate', 'short-term', 'long-term'] as const;
