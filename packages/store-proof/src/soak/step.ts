/** What a step of the soak is given. */
export interface SoakContext {
  /** Repeats the random choices of an earlier soak. */
  readonly seed: number;
  /** How many times as much as a step does at least. */
  readonly effort: number;
  /** Tells how far the step has come. */
  readonly progress: (text: string) => void;
}

/** What became of a step. */
export interface StepResult {
  readonly passed: boolean;
  /** What was done and seen, in one line, as `12,400 programs, 0 differences`. */
  readonly figures: string;
  /** What went wrong, each so that it can be repeated. */
  readonly problems: readonly string[];
}

/** A long run of one of the proofs. */
export interface SoakStep {
  /** For `--only`: lower-case words. */
  readonly name: string;
  readonly what: string;
  run(context: SoakContext): Promise<StepResult>;
}
