import { failInWrite } from './failing-write.ts';
import { STEPS } from './power-workload.ts';

/** The long form of failing-disk.test.ts: every operation of every write fails, alone and with all after it. A minute. @param progress tells how far it has come */
export async function soakFailingWrites(progress: (text: string) => void): Promise<number> {
  let tried = 0;
  for (let number = 0; number < STEPS.length; number += 1) {
    progress(`write ${number + 1} of ${STEPS.length}`);
    tried += await failInWrite(number, 1);
  }
  return tried;
}
