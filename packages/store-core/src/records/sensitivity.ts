import type { Sensitivity } from '../contract/event-log.ts';
import { InvalidValueError } from '../errors.ts';
import { describe } from '../values/describe.ts';

const SENSITIVITIES: readonly Sensitivity[] = ['public', 'internal', 'confidential', 'restricted'];

/** One of the four; default `'public'`. @throws InvalidValueError */
export function checkSensitivity(value: unknown, path: string): Sensitivity {
  if (value === undefined) return 'public';
  const found = SENSITIVITIES.find((sensitivity) => sensitivity === value);
  if (found === undefined) throw new InvalidValueError(path, `must be one of ${SENSITIVITIES.join(', ')}, not ${describe(value)}`);
  return found;
}
