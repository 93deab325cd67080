/** What a process of mutants is started with, as JSON in a file. */
export interface ProcessPlan {
  /** Files of instrumented programs by the URL of the module that each takes the place of. */
  readonly programs: Readonly<Record<string, string>>;
  /** How many mutants there are. */
  readonly mutants: number;
  /** The module whose export `subject` the kit tries out, as a URL. */
  readonly subject: string;
}

/** A case that is to be run with a mutant. */
export interface CaseTrial {
  readonly id: string;
  /** How often the mutant may be run. */
  readonly most: number;
  readonly timeoutMs: number;
}

/** What a process is told to do. It answers with its reports, and then with `done`. */
export type Order =
  /** Run these cases (default: all) with no mutant active, and report of each. */
  | { readonly kind: 'survey'; readonly only: readonly string[] }
  /** Run these cases with the mutant active until one tells. `whole` keeps it active for good: it was while the modules loaded. */
  | { readonly kind: 'try'; readonly mutant: number; readonly trials: readonly CaseTrial[]; readonly whole: boolean };

/** How a mutant fared. */
export type Trial =
  | { readonly outcome: 'killed'; readonly by: string; readonly message: string; readonly how: 'failed' | 'endless' | 'timed out' | 'unhandled' | 'hung' | 'crashed' | 'not loaded'; readonly clean: boolean }
  | { readonly outcome: 'survived'; readonly reached: boolean };

/** What was reached since the counts were last cleared. */
export interface Reached {
  /** Sites, and how often. */
  readonly sites: readonly (readonly [site: number, times: number])[];
  /** Watched expressions, and the values (as bits) that each had. */
  readonly seen: readonly (readonly [watchNumber: number, values: number])[];
}

/** What one case needs and reaches when nothing is broken. */
export interface CaseSurvey {
  readonly id: string;
  readonly ms: number;
  readonly reached: Reached;
  /** What is wrong with it. */
  readonly problem?: string;
}

/** What a process tells. */
export type Report =
  /** It is ready; what was reached while its modules loaded. */
  | { readonly kind: 'ready'; readonly reached: Reached }
  | { readonly kind: 'surveyed'; readonly survey: CaseSurvey }
  /** It begins a case: a sign of life, and what the watchdog goes by. */
  | { readonly kind: 'begins'; readonly id: string }
  | { readonly kind: 'done'; readonly trial: Trial | null };
