import { AS_OF_FAULTS } from './faults/asof.ts';
import { AUDIT_FAULTS } from './faults/audit.ts';
import { CLI_FAULTS } from './faults/cli.ts';
import { CONFIRM_FAULTS } from './faults/confirm.ts';
import { CORE_FAULTS } from './faults/core.ts';
import { DETECT_FAULTS } from './faults/detect.ts';
import { HOST_FAULTS } from './faults/host.ts';
import { MATCH_FAULTS } from './faults/match.ts';
import { PAGES_FAULTS } from './faults/pages.ts';
import { PRINT_FAULTS } from './faults/print.ts';
import { RECORDS_FAULTS } from './faults/records.ts';
import { RENDER_FAULTS } from './faults/render.ts';
import { RUNS_FAULTS } from './faults/runs.ts';
import { SITE_FAULTS } from './faults/site.ts';
import { STORE_FAULTS } from './faults/store.ts';
import { TEXT_FAULTS } from './faults/text.ts';
import { VERIFY_FAULTS } from './faults/verify.ts';

/** The faults in each folder of `src`. */
export const FAULTS = [
  ...AS_OF_FAULTS,
  ...AUDIT_FAULTS,
  ...CLI_FAULTS,
  ...CONFIRM_FAULTS,
  ...CORE_FAULTS,
  ...DETECT_FAULTS,
  ...HOST_FAULTS,
  ...MATCH_FAULTS,
  ...PAGES_FAULTS,
  ...PRINT_FAULTS,
  ...RECORDS_FAULTS,
  ...RENDER_FAULTS,
  ...RUNS_FAULTS,
  ...SITE_FAULTS,
  ...STORE_FAULTS,
  ...TEXT_FAULTS,
  ...VERIFY_FAULTS,
];
