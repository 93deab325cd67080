import type { Store } from '../contract/store.ts';
import { episode, fact, item } from './samples.ts';

/** A member of a record that holds a text. */
export interface TextMember {
  readonly name: string;
  /** As part of a case id. */
  readonly id: string;
  /** Where an error says it stands. */
  readonly path: string;
  /** Whether it may be left out. */
  readonly optional: boolean;
  readonly write: (store: Store, value: string, index: number) => Promise<unknown>;
  readonly read: (store: Store, index: number) => Promise<unknown>;
}

/** Every member of every record that is a text. */
export const TEXT_MEMBERS: readonly TextMember[] = [
  {
    name: 'event.text', id: 'event-text', path: 'text', optional: false,
    write: async ({ events }, text, index) => await events.append(item(`e${index}`, { text })),
    read: async ({ events }, index) => (await events.get(`e${index}`)).text,
  },
  {
    name: 'episode.summary', id: 'episode-summary', path: 'summary', optional: false,
    write: async ({ episodes }, summary, index) => await episodes.add(episode(`ep${index}`, { summary })),
    read: async ({ episodes }, index) => (await episodes.get(`ep${index}`))?.summary,
  },
  {
    name: 'fact.value', id: 'fact-value', path: 'value', optional: false,
    write: async ({ facts }, value, index) => await facts.put(fact(`f${index}`, { value })),
    read: async ({ facts }, index) => (await facts.get(`f${index}`)).value,
  },
  {
    name: 'the label of an artifact', id: 'artifact-label', path: 'label', optional: true,
    write: async ({ artifacts }, label, index) => await artifacts.put(`a${index}`, 'x', { label }),
    read: async ({ artifacts }, index) => (await artifacts.ref(`a${index}`)).label,
  },
];
