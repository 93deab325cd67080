import type { ArtifactStore, RowsSelector, Selection, Selector } from '@cw/store-core';

/** A part of an artifact, and what it adds to the parts before, so that all of them together are one text. */
export interface SelectedPage {
  readonly selection: Selection;
  readonly addition: string;
}

/** The pages of a selection, by `next`, up to `most` of them. What is added has the header of rows only once. */
export async function* followSelection(artifacts: ArtifactStore, handle: string, selector: Selector, most: number): AsyncGenerator<SelectedPage, void, undefined> {
  let next: Selector | null = selector;
  let begun = false;
  let header: string | undefined;
  for (let page = 0; next !== null && page < most; page += 1) {
    const selection: Selection = await artifacts.select(handle, next);
    const { type } = next;
    const text: string = header === undefined ? selection.text : withoutHeader(selection.text, header);
    // A page without a match is nothing; one without a character may be an empty line.
    const isNothing = type === 'grep' && text === '';
    yield { selection, addition: begun && !isNothing ? `${separators[type]}${text}` : text };
    begun ||= !isNothing;
    if (next.type === 'rows' && selection.next !== null) header ??= await headerOf(artifacts, handle, next);
    next = selection.next;
  }
}

/** Between two pages: those of lines end without a line feed. */
const separators: Readonly<Record<Selector['type'], string>> = {
  head: '', tail: '', bytes: '', json_keys: '', json_pointer: '', outline: '',
  lines: '\n', rows: '\n', grep: '\n',
};

/** What each page of rows begins with; '' for rows without a header. */
async function headerOf(artifacts: ArtifactStore, handle: string, rows: RowsSelector): Promise<string> {
  return await artifacts.drilldown(handle, { ...rows, start: 0, end: 0 });
}

function withoutHeader(text: string, header: string): string {
  if (header === '' || !text.startsWith(header)) return text;
  return text.slice(header.length).replace(/^\n/, '');
}
