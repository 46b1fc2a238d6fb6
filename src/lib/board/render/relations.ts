import type { ConnectorEnd, OtherItem } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import { zoneName } from '../announce/zoneName';
import { typeWord } from '../cardTypes';
import type { BoardEditor } from '../editor.svelte';

/** One line of an item, as that item sees it. */
export interface Relation {
  connector: string;
  /** Id of what is at the other end; null when the line ends in the open. */
  other: string | null;
  /** Which way the line points, seen from here. */
  way: 'to' | 'from' | 'with';
  /** What is written on it. */
  words: string;
}

/** The lines of an item that lead somewhere. */
export function relationsOf({ model }: BoardEditor, item: string): Relation[] {
  return model.connectorsAt(item).flatMap((id) => {
    const line = model.connector(id);
    if (!line) return [];
    const starts = isAt(line.from, item);
    const far = starts ? line.to : line.from;
    const way = line.ends !== 'arrow' ? 'with' : starts ? 'to' : 'from';
    return [{ connector: id, other: 'item' in far ? far.item : null, way, words: line.text.trim() }];
  });
}

const ways = { to: m.board_relation_to, from: m.board_relation_from, with: m.board_relation_with };

/** Such as "connected to Need: breakfast (causes)". */
export function relationWords(editor: BoardEditor, { other, way, words }: Relation): string {
  const name = other === null ? m.board_relation_open() : shortName(editor, other);
  return words === '' ? ways[way]({ name }) : m.board_relation_because({ relation: ways[way]({ name }), words });
}

/** Longest name within another: enough to know it again. */
const SHORT = 60;

/** What a thing is called within a sentence about another: its type and the beginning of its words. */
export function shortName(editor: BoardEditor, id: string): string {
  const item = editor.model.item(id);
  if (!item) return m.board_relation_gone();
  if (item.kind === 'zone') return zoneName(editor, id);
  const type = item.kind === 'card' ? typeWord(item.look.type ?? 'idea') : kindWord(item.kind);
  const words = item.text.trim() || ('alt' in item ? item.alt.trim() : '') || m.board_card_blank();
  return m.board_card_name({ type, text: words.length > SHORT ? `${words.slice(0, SHORT - 1)}…` : words });
}

const kinds = {
  text: m.board_kind_text,
  shape: m.board_kind_shape,
  image: m.board_kind_image,
  ink: m.board_kind_ink,
};

export function kindWord(kind: OtherItem['kind']): string {
  return kinds[kind]();
}

/** What stands at an end of a line. */
export function endName(editor: BoardEditor, end: ConnectorEnd): string {
  return 'item' in end ? shortName(editor, end.item) : m.board_relation_open();
}

function isAt(end: ConnectorEnd, item: string): boolean {
  return 'item' in end && end.item === item;
}
