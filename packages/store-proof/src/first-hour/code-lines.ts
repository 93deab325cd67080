/** How many lines of a source are code: those that are neither blank nor comments alone, in a file that has no comment behind code. */
export function countCodeLines(source: string): number {
  const withoutBlocks = source.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return withoutBlocks.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
}
