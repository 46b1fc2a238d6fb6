import type { Item, Placed } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import { zoneName } from '../announce/zoneName';
import { typeWord } from '../cardTypes';
import type { BoardEditor } from '../editor.svelte';
import { kindWord, relationsOf, relationWords } from './relations';

/** What an item is called by a screen reader: kind, words, author, zone, relations, and what state it is in. */
export function itemName(editor: BoardEditor, item: Item): string {
  const chosen = editor.selection.has(item.id) ? [m.board_card_selected()] : [];
  const locked = item.look.locked ? [m.board_card_locked()] : [];
  const relations = relationsOf(editor, item.id).map((relation) => relationWords(editor, relation));
  if (item.kind === 'zone') {
    const count = m.board_cards_count({ count: editor.model.idsIn(item.id).length });
    const sense = editor.sense?.zoneWords(item) ?? [];
    return [zoneName(editor, item.id), count, ...sense, ...relations, ...locked, ...chosen].join(', ');
  }
  const zone = editor.model.zoneOf(item);
  const place = zone === null ? m.board_card_loose() : m.board_card_in({ zone: zoneName(editor, zone) });
  const tags =
    item.kind === 'card' && item.tags.length > 0 ? [m.board_card_tagged({ tags: item.tags.join(', ') })] : [];
  const tally = editor.live.notices.said[item.id];
  const votes = tally ? [tally.words] : [];
  const writers = editor.writers.in(item.id).map(({ who }) => m.board_card_written_by({ name: who.name }));
  const axes = editor.sense?.axesWords(item) ?? [];
  return [
    ...words(editor, item),
    place,
    ...axes,
    ...votes,
    ...tags,
    ...relations,
    ...locked,
    ...writers,
    ...chosen,
  ].join(', ');
}

/** What it is and says, and by whom. */
function words(editor: BoardEditor, item: Placed): string[] {
  const by = author(editor, item);
  if (item.kind === 'card') {
    const type = typeWord(item.look.type ?? 'idea');
    const from = item.look.origin ? [m.together_from({ group: item.look.origin })] : [];
    return [m.board_card_name({ type, text: item.text.trim() || m.board_card_blank() }), by, ...from];
  }
  const kind = kindWord(item.kind);
  const said = [item.text.trim(), 'alt' in item ? item.alt.trim() : ''].filter((part) => part !== '');
  if (said.length > 0) return [m.board_described({ kind, words: said.join(', ') }), by];
  if (item.kind === 'text') return [m.board_card_name({ type: kind, text: m.board_card_blank() }), by];
  const who = editor.authorOf(item.by);
  return [who ? m.board_not_described({ kind, name: who.name }) : m.board_not_described_anonymous({ kind })];
}

function author(editor: BoardEditor, item: Item): string {
  const who = editor.authorOf(item.by, item.look.said);
  return who ? m.board_card_by({ name: who.name, organisation: who.organisation }) : m.board_card_anonymous();
}
