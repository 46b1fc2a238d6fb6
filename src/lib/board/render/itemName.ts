import type { CardItem, Item, OtherItem } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import { zoneName } from '../announce/zoneName';
import { typeWord } from '../cardTypes';
import type { BoardEditor } from '../editor.svelte';

const otherWords: Record<OtherItem['kind'], () => string> = {
  text: m.board_kind_text,
  shape: m.board_kind_shape,
  image: m.board_kind_image,
  ink: m.board_kind_ink,
};

/** What an item is called by a screen reader: kind, words, author, zone, and what state it is in. */
export function itemName(editor: BoardEditor, item: Item): string {
  const chosen = editor.selection.has(item.id) ? [m.board_card_selected()] : [];
  const locked = item.look.locked ? [m.board_card_locked()] : [];
  if (item.kind === 'zone') {
    const count = m.board_cards_count({ count: editor.model.idsIn(item.id).length });
    return [zoneName(editor, item.id), count, ...locked, ...chosen].join(', ');
  }
  const zone = editor.model.zoneOf(item);
  const place = zone === null ? m.board_card_loose() : m.board_card_in({ zone: zoneName(editor, zone) });
  const writers = editor.writers.in(item.id).map(({ who }) => m.board_card_written_by({ name: who.name }));
  return [words(item), author(editor, item), place, ...locked, ...writers, ...chosen].join(', ');
}

function words(item: CardItem | OtherItem): string {
  const type = item.kind === 'card' ? typeWord(item.look.type ?? 'idea') : otherWords[item.kind]();
  return m.board_card_name({ type, text: item.text.trim() || m.board_card_blank() });
}

function author(editor: BoardEditor, item: Item): string {
  const who = editor.authorOf(item.by);
  return who ? m.board_card_by({ name: who.name, organisation: who.organisation }) : m.board_card_anonymous();
}
