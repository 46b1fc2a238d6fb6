import * as Y from 'yjs';
import { BoardEditor } from '../../src/lib/board/editor.svelte.ts';
import type { LiveBoard } from '../../src/lib/board/liveBoard.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { IdentifierRule } from '../../src/lib/domain/sensitive/identifierRule.ts';
import type { Participant } from '../../src/lib/sync/liveDocument.svelte.ts';
import { HeldStore } from '../../src/lib/sync/heldStore.ts';
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
  /** Brings in what another document holds. */
  bring: (from: LiveBoard['doc']) => void;
}

/** Words held back as long as a test takes. */
export function heldStore(storage: Storage | null = null, page: EventTarget | null = null): HeldStore {
  return new HeldStore({ room: 'board/b1', actor: ANA.id }, { storage, page, now: () => 0 });
}

interface TableOptions {
  rule?: IdentifierRule;
  store?: HeldStore;
  takenOff?: readonly string[];
}

/** A board editor for Ana on a real document, and the copy of somebody else. */
export function editorTable(
  content: Parameters<typeof board>[0] = {},
  { rule = 'hold', store = heldStore(), takenOff = [] }: TableOptions = {},
): EditorTable {
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
    takenOff,
    notices: { gathered: null, closed: false, said: {}, session: null, tallies: {} },
    present: (patch) => Object.assign(told, patch),
  };
  const editor = new BoardEditor({
    ...{ id: 'b1', live, me: ANA, people: {}, surroundings: surroundings('made') },
    holding: { store, rules: () => ({ rule, knownPostcodes: [] }) },
  });
  const bring = (from: LiveBoard['doc']) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(from), 'remote');
  return { editor, theirs: new BoardDoc(other), meet: () => exchange(doc, other), told, live, bring };
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
