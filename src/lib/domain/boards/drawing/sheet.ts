import type { CardType, Colour, Connector, Item } from '../schema.ts';

/** The colours of one tone. */
export interface SheetTone {
  fill: string;
  edge: string;
  /** Of the thin line round a card. */
  line: string;
  /** Ground of a zone. */
  ground: string;
  words: string;
}

export interface SheetColours {
  tones: Readonly<Record<Colour, SheetTone>>;
  /** What lies under everything. */
  board: string;
  surface: string;
  words: string;
  quietWords: string;
}

/** What is to be drawn. Items may be in any order; a line is left out when what it ends on is not among them. */
export interface SheetContent {
  items: readonly Item[];
  connectors: readonly Connector[];
}

/** How it is drawn. */
export interface Sheet {
  /** Said to those who do not see it. */
  title: string;
  colours: SheetColours;
  /** What a zone without a title is called. */
  untitled: string;
  typeWord: (type: CardType) => string;
  /** Picture files as `data:` addresses, by their id. A picture that is not here is a frame with its words. */
  pictures?: ReadonlyMap<string, string>;
  /** Our typeface, a WOFF2 file in base64, for programs that do not have it. */
  face?: string;
}

/** A drawing, and how large it is in board units. */
export interface Drawn {
  svg: string;
  width: number;
  height: number;
}

/** What words are set in: ours where it is known, else whatever a program sets plain words in. */
export const FACE = "'Atkinson Hyperlegible Next','Atkinson Hyperlegible',Verdana,'Segoe UI',sans-serif";
