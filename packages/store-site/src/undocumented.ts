import { type DeclarationReflection, type ProjectReflection, ReflectionKind } from 'typedoc';

const OWNERS = [ReflectionKind.Class, ReflectionKind.Interface, ReflectionKind.Enum];
const EXPORTS = [...OWNERS, ReflectionKind.TypeAlias, ReflectionKind.Function, ReflectionKind.Variable, ReflectionKind.Namespace];
const MEMBERS = [ReflectionKind.Property, ReflectionKind.Accessor, ReflectionKind.Method, ReflectionKind.EnumMember];

/**
 * The public exports and the members of public classes and interfaces whose doc comment is missing or only lists errors, as `@cw/store-core.EventLog.has`, sorted.
 * Of an overloaded function each signature needs one. Members of types without a name, as of the arms of a union, are told about where the type is used.
 */
export function undocumented(project: ProjectReflection): readonly string[] {
  const names = Object.values(project.reflections)
    .filter((reflection): reflection is DeclarationReflection => reflection.isDeclaration())
    .filter((reflection) => reflection.kindOf(EXPORTS) || (reflection.kindOf(MEMBERS) && reflection.parent?.kindOf(OWNERS) === true))
    .filter((reflection) => !isDocumented(reflection))
    .map((reflection) => reflection.getFullName());
  return [...new Set(names)].toSorted((a, b) => (a < b ? -1 : 1));
}

function isDocumented({ comment, signatures, getSignature, setSignature }: DeclarationReflection): boolean {
  const accessor = getSignature ?? setSignature;
  const comments = signatures?.map((signature) => signature.comment) ?? [accessor === undefined ? comment : accessor.comment];
  return comments.every((one) => one !== undefined && one.summary.length > 0);
}
