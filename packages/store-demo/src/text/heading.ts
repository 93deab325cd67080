import { styleText } from 'node:util';

/** Bold on a terminal; plain where NO_COLOR is set or the output is no terminal. */
export function heading(text: string): string {
  return styleText('bold', text, { stream: process.stdout });
}
