/**
 * Mutation testing of core and the memory adapter, with the conformance kit as the only test.
 *
 *   pnpm --filter @cw/store-proof mutation [--only PART-OF-A-PATH]… [--mutant ID]… [--listed] [--prune] [--json FILE]
 *
 * `--listed` tries the listed survivors and the equivalent ones alone; `--prune` takes those that were killed, or are no more, out of the list. Fails on a
 * survivor that is not in mutation-survivors.json, on one there that is killed now or is no more, and on a score that is too low.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { provesKit } from './prove-kit.ts';
import { pruneSurvivors } from './survivors.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    mutant: { type: 'string', multiple: true },
    listed: { type: 'boolean' },
    prune: { type: 'boolean' },
    json: { type: 'string' },
  },
});

const { json, prune, ...choice } = values;
const { passed, results, comparison } = await provesKit({ ...choice, write: (text) => process.stdout.write(text) });
if (json !== undefined) writeFileSync(json, JSON.stringify(results, null, 1));
if (prune === true) pruneSurvivors(new Set([...comparison.stale, ...comparison.unknown]));
process.exitCode = passed ? 0 : 1;
