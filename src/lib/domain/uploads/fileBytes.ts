/** The bytes of a file that may be anything: every read beyond its end throws a `RangeError`, which means "broken". */
export class FileBytes {
  readonly bytes: Uint8Array;
  #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(at: number): number {
    return this.#view.getUint8(at);
  }

  u16(at: number, order: 'big' | 'little'): number {
    return this.#view.getUint16(at, order === 'little');
  }

  u32(at: number, order: 'big' | 'little'): number {
    return this.#view.getUint32(at, order === 'little');
  }

  /** A part of the file; the whole of it must be there. */
  part(from: number, to: number): Uint8Array {
    if (from < 0 || to < from || to > this.bytes.length) throw broken();
    return this.bytes.subarray(from, to);
  }

  letters(from: number, to: number): string {
    return String.fromCharCode(...this.part(from, to));
  }
}

/** The file does not keep to its format. */
export function broken(): RangeError {
  return new RangeError('the picture is broken');
}
