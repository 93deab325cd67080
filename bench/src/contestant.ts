/** What is measured: one subject at one workload. */
export interface Contestant {
  /** As in the table: a store of ours, or a package and how it is used. */
  readonly name: string;
  /** Sets everything up, outside of the time that is measured, in an empty folder of its own. */
  open(place: Place): Promise<Runner>;
}

export interface Place {
  /** An empty folder for this contestant. */
  readonly folder: string;
  /**
   * The folder of a store that is made once for all rows of a run that name it so, and must not be changed by them. `make` fills an empty folder.
   */
  fixture(name: string, make: (folder: string) => Promise<void>): Promise<string>;
}

export interface Runner {
  /** Does the workload so many times. */
  run(times: number): Promise<void>;
  close(): Promise<void>;
}

/** A runner whose whole work is `once`, done anew each time. */
export function repeating(once: () => Promise<unknown>, close: () => Promise<void> = async () => {}): Runner {
  return {
    async run(times) {
      for (let done = 0; done < times; done += 1) await once();
    },
    close,
  };
}
