/** What a board takes. Nothing that can hold a script, and nothing that browsers of the last years cannot show. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** Largest file that is taken: a photograph from a good camera. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;
/** Most pixels of one picture: it unfolds to 4 bytes for each, and a laptop of 2019 has to draw it. */
export const MAX_PIXELS = 25_000_000;
/** Longest side in pixels: some graphics hardware shows nothing of a longer one. */
export const MAX_SIDE = 10_000;
/** All files of one board together, in bytes: more is an archive, not a board. */
export const MAX_BOARD_BYTES = 1024 * 1024 * 1024;

/** Why a file is no picture for a board. */
export type PictureFault = 'notPicture' | 'svg' | 'broken' | 'tooManyPixels';

/** A picture with all that is needed to show it and nothing else. */
export interface CleanPicture {
  type: PictureType;
  /** In pixels, as it is shown: a photograph taken upright is higher than wide, however the camera kept it. */
  width: number;
  height: number;
  /** The file, in pieces. */
  parts: readonly Uint8Array[];
}

/** What the sender of a picture is told once a board has it. */
export interface KeptPicture {
  /** Id of the file, for an image's `file`. */
  file: string;
  type: PictureType;
  width: number;
  height: number;
}
