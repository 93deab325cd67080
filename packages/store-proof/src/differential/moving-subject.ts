import { copyStore } from '@cw/store-core';
import type { ConformanceSubject, Place } from '@cw/store-core/conformance';

/**
 * A store that moves house: it begins in a place of the first of these adapters, and whenever it is opened again, all of it is copied
 * to a place of the next one, and goes on there.
 */
export function movingSubject(subjects: readonly [ConformanceSubject, ...ConformanceSubject[]]): ConformanceSubject {
  return {
    name: `moving (${subjects.map(({ name }) => name).join(', ')})`,
    capabilities: subjects[0].capabilities,
    place: async () => movingPlace(subjects),
  };
}

function movingPlace(subjects: readonly [ConformanceSubject, ...ConformanceSubject[]]): Place {
  let moves = 0;
  let home: Place | undefined;
  return {
    async open(env) {
      const previous = home;
      home = await (subjects[moves % subjects.length] ?? subjects[0]).place();
      moves += 1;
      const store = await home.open(env);
      if (previous === undefined) return store;
      const source = await previous.open({ clock: env.clock });
      await copyStore(source, store);
      await source.close();
      await previous.destroy();
      return store;
    },
    destroy: async () => await home?.destroy(),
  };
}
