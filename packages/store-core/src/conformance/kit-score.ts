/** How well this version of the kit was shown to find mistakes, before it was released. */
export interface KitScore {
  /** Adapters that are broken on purpose, each modelled on a bug of a real store. */
  readonly mutants: number;
  /** Those of them that the kit fails. */
  readonly killed: number;
  /** Cases in which at least one of them fails. */
  readonly provenCases: number;
}

/** Of this version. A test runs the mutants and holds these numbers against what happened. */
export const KIT_SCORE: KitScore = Object.freeze({ mutants: 689, killed: 689, provenCases: 808 });
