/** What is asked of the server when a document is opened: `path` as in a websocket's address after `/sync/`. */
export interface LineCall {
  path: string;
  protocols: readonly string[];
}

/** What a channel tells whoever asked for it. Nothing comes after `closed`. */
export interface ChannelEvents {
  opened(protocol: string): void;
  message(bytes: Uint8Array): void;
  closed(code: number, reason: string): void;
}

/** One document's way to the server. */
export interface LineChannel {
  send(bytes: Uint8Array): void;
  /** Ends it. Its events stay silent from then on. */
  close(): void;
}

/** Carries any number of channels: this tab's own line, or that of the tab which has one for all. */
export interface Line {
  open(call: LineCall, events: ChannelEvents): LineChannel;
}

/** A connection that broke without a word, as websockets number it. */
export const BROKEN = 1006;
