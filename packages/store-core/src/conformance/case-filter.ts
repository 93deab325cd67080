/** Whether a case id matches one of the globs; `*` stands for any characters. Without globs, every id does. */
export function matchesAny(id: string, globs: readonly string[] | undefined): boolean {
  if (globs === undefined || globs.length === 0) return true;
  return globs.some((glob) => toPattern(glob).test(id));
}

function toPattern(glob: string): RegExp {
  const literals = glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`);
}
