import type * as Y from 'yjs';

/**
 * The document a board lives in, opaque to everyone but this folder and the two ends of sync: others hand it from
 * `Documents` to `BoardDoc` without looking inside.
 */
export type SharedDocument = Y.Doc;
