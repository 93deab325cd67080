import type { ConformanceSubject } from '../../../src/conformance/index.ts';
import { HONEST, overriding } from '../mutants/mutant.ts';

/** Answers a put before what belongs to it has been done, and does not look at how that ends. */
export const subject: ConformanceSubject = {
  ...HONEST,
  name: 'forgets a promise',
  place: async () => {
    const place = await HONEST.place();
    return {
      ...place,
      open: async (env) => {
        const store = await place.open(env);
        const put: typeof store.facts.put = async (fact) => {
          await store.facts.put(fact);
          void Promise.reject(new Error('the index was not written'));
        };
        return overriding(store, { facts: overriding(store.facts, { put }) });
      },
    };
  },
};
