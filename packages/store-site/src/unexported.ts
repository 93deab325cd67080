import { makeRecursiveVisitor, type ProjectReflection, type Reflection, type SomeType } from 'typedoc';

/**
 * The types of the published packages that a public signature names and no entry point exports, as `@cw/store-core.Ledger.append names LedgerDraft`, sorted.
 * TypeDoc's own check takes every package but one for somebody else's.
 * @param packages their names
 */
export function unexported(project: ProjectReflection, packages: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const reflection of Object.values(project.reflections)) {
    const visitor = makeRecursiveVisitor({
      reference(type) {
        if (type.reflection === undefined && !type.refersToTypeParameter && packages.includes(type.package ?? '')) found.add(`${reflection.getFullName()} names ${type.qualifiedName}`);
      },
    });
    for (const type of typesOf(reflection)) type.visit(visitor);
  }
  return [...found].toSorted((a, b) => (a < b ? -1 : 1));
}

/** What it is, or returns, extends or defaults to. The members and parameters of it are reflections of their own. */
function typesOf(reflection: Reflection): readonly SomeType[] {
  const types: SomeType[] = [];
  if (reflection.isDeclaration() || reflection.isSignature() || reflection.isParameter() || reflection.isTypeParameter()) types.push(...[reflection.type ?? []].flat());
  if (reflection.isTypeParameter()) types.push(...[reflection.default ?? []].flat());
  if (reflection.isDeclaration()) types.push(...(reflection.extendedTypes ?? []), ...(reflection.implementedTypes ?? []));
  return types;
}
