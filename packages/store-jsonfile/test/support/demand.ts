/** For what is run both within a test and beside any. @throws Error with the problem unless it holds */
export function demand(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem);
}
