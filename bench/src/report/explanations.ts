/** Why a row falls short of its target, and what its limit is: found with the profile that the run took of it. */
export const EXPLANATIONS: Readonly<Record<string, string>> = {};
