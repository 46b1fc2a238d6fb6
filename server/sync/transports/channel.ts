/** What a channel tells the connection on it. */
export interface ChannelEvents {
  /** A whole message arrived. Text, which nobody has a use for, arrives as no bytes at all. */
  message(bytes: Uint8Array): void;
  /** The other side answered a ping. */
  alive(): void;
}

/** Carries whole messages both ways, in order, between one page and one document, whatever the network allows. */
export interface Channel {
  /** What was agreed on beside the standard messages; empty for programs that know only those. */
  readonly protocol: string;
  readonly state: 'open' | 'closing' | 'closed';
  /** Resolves when it is over, for whatever reason. */
  readonly closed: Promise<void>;
  /** Bytes sent that the network has not taken yet. */
  readonly unsentBytes: number;
  readonly isPaused: boolean;
  /** Once. A channel starts paused: what arrives before waits. */
  listen(events: ChannelEvents): void;
  /** Sends messages in one go. Does nothing when the channel is not open. What is sent to many is packed once. */
  send(...messages: readonly Uint8Array[]): void;
  /** Says why and ends; cut off if the other side does not agree in time. */
  close(code: number, reason: string): void;
  /** Cuts it off. */
  terminate(): void;
  /** What arrives waits on the other side. */
  pause(): void;
  resume(): void;
  /** Asks the other side for a sign of life. */
  ping(): void;
}

/** A page at the door: the line to it, the document it asks for, and who its cookie says it is. */
export interface Caller {
  channel: Channel;
  /** What follows `/sync/` in the address. */
  path: string;
  /** The generation of the caller's copy, if it said so. */
  generation: number | null;
  cookie: string | undefined;
}
