import { setTimeout } from 'node:timers/promises';

/** What a place's child module might be whose storage does not answer. */
export async function open(): Promise<never> {
  for (;;) await setTimeout(60_000);
}
