import { failInWrite } from './failing-write.ts';
import { STEPS } from './power-workload.ts';

/** The long form of failing-disk.test.ts: every operation of every write fails, alone and with all after it. A minute. */
export async function soakFailingWrites(): Promise<number> {
  let tried = 0;
  for (let number = 0; number < STEPS.length; number += 1) tried += await failInWrite(number, 1);
  return tried;
}
