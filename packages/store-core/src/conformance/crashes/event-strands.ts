import type { StoredItem } from '../../contract/event-log.ts';
import { item, range } from '../samples.ts';
import type { Strand } from './strand.ts';

/** Batches of one after the other size: small ones, and such as an adapter may want to take apart. */
const BATCH_SIZES = [2, 3, 40, 150] as const;

/** One append after the other. */
export const appends: Strand = singles('append', 1);

/** Many appends under way at once. */
export const concurrentAppends: Strand = singles('concurrent', 24);

/** One batch after the other. */
export const batches: Strand = {
  name: 'batch',
  width: 1,
  cycle: BATCH_SIZES.length,
  step: (number) => ({ subject: `batch-${number}`, state: `${batchSize(number)} events` }),
  run: async ({ events }, number) => await events.appendMany(range(1, batchSize(number)).map((index) => item(`batch-${number}-${index}`))),
  observe: async ({ events }) => {
    const ofBatches = (await events.all()).filter(({ id }) => id.startsWith('batch-'));
    const grouped = Map.groupBy(ofBatches, ({ id }) => id.slice(0, id.lastIndexOf('-')));
    return new Map([...grouped].map(([subject, items]) => [subject, items.every(isAsWritten) ? `${items.length} events` : `${items.length} events, not all as they were written`]));
  },
};

function singles(name: string, width: number): Strand {
  return {
    name,
    width,
    cycle: 1,
    step: (number) => ({ subject: `${name}-${number}`, state: 'as written' }),
    run: async ({ events }, number) => await events.append(item(`${name}-${number}`)),
    observe: async ({ events }) => {
      const own = (await events.all()).filter(({ id }) => id.startsWith(`${name}-`));
      return new Map(own.map((one) => [one.id, isAsWritten(one) ? 'as written' : `with the text ${one.text}`]));
    },
  };
}

function isAsWritten({ id, text }: StoredItem): boolean {
  return text === item(id).text;
}

function batchSize(number: number): number {
  return BATCH_SIZES[number % BATCH_SIZES.length] ?? 1;
}
