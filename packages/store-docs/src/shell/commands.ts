/** A command of a shell block. */
export interface Command {
  readonly name: string;
  readonly words: readonly string[];
}

/** The commands of a block: one for each line, and for each side of a pipe; comments and quotes are taken away. */
export function readCommands(script: string): Command[] {
  const lines = script.replaceAll('\\\n', ' ').split('\n');
  return lines.flatMap((line) => splitPipes(wordsOf(line))).map(([name = '', ...words]) => ({ name, words }));
}

/** A word that is quoted, or not; or the beginning of a comment. */
const WORD = /"(?<double>(?:\\.|[^"\\])*)"|'(?<single>[^']*)'|(?<comment>#.*)|(?<plain>[^\s"'#]+)/g;

function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const { groups = {} } of line.matchAll(WORD)) {
    const { double, single, plain, comment } = groups;
    if (comment !== undefined) break;
    words.push(double?.replaceAll(/\\(.)/g, '$1') ?? single ?? plain ?? '');
  }
  return words;
}

function splitPipes(words: readonly string[]): string[][] {
  const commands: string[][] = [[]];
  for (const word of words) {
    if (word === '|' || word === '&&') commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands.filter((command) => command.length > 0);
}
