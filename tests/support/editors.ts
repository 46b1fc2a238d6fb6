import * as Y from 'yjs';
import { BoardEditor } from '../../src/lib/board/editor.svelte.ts';
import type { LiveBoard } from '../../src/lib/board/liveBoard.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { Participant } from '../../src/lib/sync/liveDocument.svelte.ts';
import { board, exchange, surroundings } from './boards.ts';

const ANA = {
  id: 'ana',
  name: 'Ana Ruiz',
  organisation: 'Northbrook Schools Trust',
  organisationKind: 'school-trust',
} as const;

export interface EditorTable {
  editor: BoardEditor;
  /** The same board as somebody else has it. */
  theirs: BoardDoc;
  /** Brings the two copies together, as the server would. */
  meet: () => void;
  /** What the editor told about its writer. */
  told: Parameters<LiveBoard['present']>[0];
  live: { -readonly [Part in keyof LiveBoard]: LiveBoard[Part] };
}

/** A board editor for Ana on a real document, and the copy of somebody else. */
export function editorTable(content: Parameters<typeof board>[0] = {}): EditorTable {
  const { doc } = board(content);
  const other = new Y.Doc();
  exchange(doc, other);
  const told: EditorTable['told'] = {};
  const live: EditorTable['live'] = {
    doc,
    role: 'edit',
    status: { is: 'saved' },
    synced: true,
    others: [],
    present: (patch) => Object.assign(told, patch),
  };
  const editor = new BoardEditor({ id: 'b1', live, me: ANA, people: {}, surroundings: surroundings('made') });
  return { editor, theirs: new BoardDoc(other), meet: () => exchange(doc, other), told, live };
}

/** Somebody else on the board, as their page tells it. */
export function participant(name: string, presence: Partial<Participant['presence']> = {}): Participant {
  const who = {
    id: name.toLowerCase(),
    name,
    organisationKind: 'nhs-trust',
    organisation: 'Vale Community Health NHS Trust',
    guest: false,
    colour: 0,
  } as const;
  return { clientId: name.length, who, presence: { ...presence, who }, movedAt: 0 };
}
