import { expect, test } from 'vitest';
import { runMutation } from '../../src/mutation/run-mutation.ts';

const FILE = 'store-core/src/values/numbers.ts';
const SUBJECT = new URL('../../../store-memory/test/support/subject.ts', import.meta.url).href;

test('the kit kills what it tries, and nothing else', { timeout: 60_000 }, async () => {
  const cases = ['values.numbers.member.ledger-turn', 'events.append.offsets'];
  const results = await runMutation({ files: [FILE], subject: SUBJECT, cases });
  const fates = Object.fromEntries(results.map(({ mutant, outcome, by }) => [mutant.id.replace(`${FILE} `, ''), by ?? outcome]));
  expect(fates).toMatchObject({
    // What a case asserts.
    'checkStoredCount | condition | isCount(value) && value >= least => true': 'values.numbers.member.ledger-turn',
    'isCount | relation | Number(value) >= 0 => (Number(value)) > (0)': 'values.numbers.member.ledger-turn',
    // No case of these two passes a count as an argument.
    'checkCount | condition | isCount(value) => false': 'unreached',
    // A member is held to its least besides.
    'isCount | one-side | Number.isSafeInteger(value) && Number(value) >= 0 => Number.isSafeInteger(value)': 'survived',
  });
});
