/** A program that shows boards, to be measured. */
export interface Program {
  /** As it is named on the command line. */
  id: string;
  /** As it is named in the tables. */
  name: string;
}

/** All of them, ours first. */
export const programs: readonly Program[] = [
  { id: 'ours', name: 'Throughline' },
  { id: 'excalidraw', name: 'Excalidraw 0.18' },
  { id: 'tldraw', name: 'tldraw 5' },
];
